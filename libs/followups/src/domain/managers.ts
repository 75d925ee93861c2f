/** How the manager of somebody is found. */
export type ManagersBy =
  | {
      /** A property of the workspace that holds the manager's id, nickname or e-mail. */
      readonly property: string;
    }
  | {
      /** Who is whose manager, by their ids; each person once. */
      readonly rows: readonly { readonly personId: number; readonly managerId: number }[];
    };

/** Rows of such a mapping. */
export const MAX_MANAGER_ROWS = 2_000;

/** Why nobody is told about somebody; part of the public API. */
export const MANAGER_TROUBLES = [
  'no_manager',
  'manager_unknown',
  'manager_ambiguous',
  'manager_suspended',
  'own_manager',
] as const;
export type ManagerTrouble = (typeof MANAGER_TROUBLES)[number];
