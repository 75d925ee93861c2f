import type { SimContext } from './context.js';
import { nextRungDue } from './ladders.js';

const MS = (expression: string): string => `(extract(epoch from ${expression}) * 1000)::float8`;

/** When the rows next call for somebody, in milliseconds; by what they call for, since a gate may be held. */
const NEXT_DUE = `
  select ${MS(`(select min(d.available_at) from delivery d join run r on r.id = d.run_id join sender s on s.id = d.sender_id
                where d.state = 'pending' and r.status = 'running' and s.status = 'active'
                  and (r.ramp_wave is null or d.wave between 1 and r.ramp_wave)
                  and not exists (select from verification v where v.delivery_id = d.id)
                  and not exists (select 1 from delivery x where x.sender_id = d.sender_id and not x.is_parked
                                     and x.recipient_id = d.recipient_id and x.state in ('sending', 'unknown')))`)} as send,
         ${MS(`(select min(next_check_at) from delivery where state = 'unknown')`)} as history,
         ${MS(`least(
           (select min(coalesce(w.next_at, w.resolved_at)) from doubt_sweep w join delivery d on d.id = w.delivery_id
             where d.state <> 'unknown'))`)} as sweep,
         ${MS(`least(
           (select min(next_try_at) from duplicate_message where removed_at is null),
           (select min(c.due_at) from recall c join sender s on s.id = c.sender_id
             where c.state in ('todo', 'doing') and s.status = 'active'),
           (select min(e.due_at) from edit e join sender s on s.id = e.sender_id
             where e.state in ('todo', 'doing') and s.status = 'active'))`)} as copy,
         ${MS(`least(
           (select min(lease_until) from delivery where state = 'leased'),
           (select min(send_deadline) from delivery where state = 'sending'),
           (select min(r.expires_at) from run r join delivery d on d.run_id = r.id
             where d.state = 'pending' and r.status in ('running', 'paused')),
           (select min(r.created_at) from run r join delivery d on d.run_id = r.id
             where d.state = 'pending' and r.status = 'cancelling'),
           (select min(created_at) from run where status = 'preparing'),
           (select min(created_at) from run r where status in ('running', 'cancelling') and prepared_at is not null
               and not exists (select from delivery d where d.run_id = r.id
                                  and d.state in ('pending', 'leased', 'sending', 'unknown'))),
           (select min(case when status = 'queued' then created_at else lease_until end) from operation o
             where status in ('queued', 'running')
               and not exists (select from recall where operation_id = o.id and state in ('todo', 'doing'))
               and not exists (select from edit where operation_id = o.id and state in ('todo', 'doing'))
               and not exists (select from run_step f join delivery d on d.run_id = f.run_id and d.step = f.step
                                where f.operation_id = o.id and d.state in ('pending', 'leased', 'sending', 'unknown'))),
           (select min(coalesce((select min(d.doubt_since) + interval '10 minutes' from delivery d
                                  where d.run_id = r.id and d.state = 'unknown' and d.wave between 1 and r.ramp_wave),
                                r.created_at))
              from run r
             where r.status = 'running' and r.ramp_wave is not null
               and not exists (select from delivery d where d.run_id = r.id and d.wave between 1 and r.ramp_wave
                                  and d.state in ('pending', 'leased', 'sending'))),
           (select min(v.next_at) from verification v join delivery d on d.id = v.delivery_id
             where d.state not in ('sending', 'unknown')),
           (select min(next_try_at) from inbound_event where state = 'received'),
           (select min(created_at) from sender where status = 'checking'))`)} as other`;

type Due = Readonly<Record<'send' | 'history' | 'sweep' | 'copy' | 'other', number | null>>;

/** The moment before which no question for work can find any; `Infinity`: there is nothing left to do. */
export async function nextDue(seed: SimContext): Promise<number> {
  const { rows } = await seed.line.run({ text: NEXT_DUE, values: [] }, seed.time.now);
  const due = rows[0] as Due | undefined;
  if (due === undefined) throw new Error('Postgres did not say what is due');
  const held = (requestClass: 'send' | 'history'): number =>
    seed.time.now + Math.max(0, ...seed.workers.living().map((worker) => worker.holdMs(requestClass) ?? 0));
  return Math.min(
    Math.max(due.send ?? Infinity, held('send')),
    Math.max(due.history ?? Infinity, held('history')),
    Math.max(due.sweep ?? Infinity, held('history')),
    Math.max(due.copy ?? Infinity, held('send')),
    due.other ?? Infinity,
    await nextRungDue(seed),
  );
}
