/** What a statement of the product does for a delivery, told by its words: trace, coverage and strikes speak of these. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/update operation\s+set status/, 'operation told'],
  [/insert into verification/, 'verify'],
  [/update verification v set next_at/, 'take verifications'],
  [/delete from verification/, 'verified'],
  [/update verification/, 'verify later'],
  [/set safe_mode_code/, 'safe mode'],
  [/update instance_state set identity/, 'adopt'],
  [/insert into run_step/, 'remind'],
  [/insert into lost_parent/, 'parent gone'],
  [/insert into acknowledgement/, 'acknowledged'],
  [/insert into receipt as r/, 'known read'],
  [/^\s*update run set ramp_wave/, 'open wave'],
  [/set available_at = \$/, 'wait for hours'],
  [/insert into recall /, 'ask recall'],
  [/insert into edit /, 'ask edit'],
  [/update recall c\s+set state = 'doing'/, 'take recalls'],
  [/update edit c\s+set state = 'doing'/, 'take edits'],
  [/update recall c set reading/, 'note reading'],
  [/update recall c set state = 'gone'/, 'recalled'],
  [/update recall c|update recall set/, 'recall later'],
  [/update edit c set due_at = clock_timestamp\(\) \+/, 'hold edit'],
  [/update edit c|update edit set/, 'edit told'],
  [/update inbound_event i set next_try_at/, 'take events'],
  [/update inbound_event set state/, 'settle event'],
  [/update inbound_event\s+set next_try_at/, 'event later'],
  [/set state = 'leased'/, 'claim'],
  [/set state = 'sending'/, 'intent'],
  [/set state = 'sent'/, 'bind'],
  [/set state = 'unknown', doubt_since = clock_timestamp\(\), outcome = \$/, 'doubt'],
  [/outcome = 'owner lost'/, 'deadline'],
  [/outcome = 'lease lapsed'/, 'lapse'],
  [/outcome = 'owner changed'/, 'take over'],
  [/set state = 'pending', fence = fence \+ 1, negative_reads/, 'absent'],
  [/set negative_reads = negative_reads \+ 1/, 'negative'],
  [/operator: send again/, 'send again'],
  [/reason = 'unproven'/, 'close'],
  [/set state = 'pending', outcome = \$/, 'hand back'],
  [/set state = 'failed'/, 'fail'],
  [/set state = 'skipped'/, 'skip'],
  [/set state = 'expired'/, 'expire'],
  [/set state = 'cancelled'/, 'cancel rows'],
  [/insert into delivery /, 'prepare'],
  [/set is_parked = true/, 'park'],
  [/update delivery d set next_check_at = clock_timestamp\(\)/, 'take doubts'],
  [/update doubt_sweep s set next_at/, 'take sweeps'],
  [/delete from doubt_sweep/, 'end sweep'],
  [/update doubt_sweep set sweeps/, 'swept'],
  [/set removed_at/, 'copy removed'],
  [/insert into duplicate_message/, 'second copy'],
  [/finished_at = clock_timestamp\(\)\s+where/, 'finish'],
  [/'paused'|'cancelling'|status = case when prepared_at/, 'steer'],
];

export function nameOf(text: string): string {
  return NAMES.find(([words]) => words.test(text))?.[1] ?? (/^\s*select/i.test(text) ? 'read' : 'write');
}

/** The one that matters of those in a transaction. */
export function mainOf(names: readonly string[]): string {
  return (
    names.find((name) => name !== 'read' && name !== 'write' && name !== 'second copy') ??
    names[0] ??
    'nothing'
  );
}
