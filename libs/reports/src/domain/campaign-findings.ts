import type { DoctorFacts } from './doctor-facts.js';
import type { Finding } from './finding.js';

export function holds({ heldRuns }: DoctorFacts): Finding[] {
  return heldRuns.map(({ campaignId, code }) => ({
    code: 'run_held',
    severity: 'warning',
    detail: `A campaign was held by the system (${code}). Mend the reason and resume it, or cancel it.`,
    subjects: [campaignId],
  }));
}

/** For a week, so that whoever looks once a week has seen it: a hole in four eyes closes by being looked at. */
export function glass({ brokenGlass }: DoctorFacts): Finding[] {
  return brokenGlass.map(({ campaignId, by, at, reason }) => ({
    code: 'glass_broken',
    severity: 'warning',
    detail: `A campaign was sent, or scheduled, by somebody alone although a second person may have to agree (break_glass): ${by}, ${at.toISOString()}, because: ${reason ?? 'see the audit log'}. Was it right? This is told for a week.`,
    subjects: [campaignId, by],
  }));
}
