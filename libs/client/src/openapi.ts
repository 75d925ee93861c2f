/**
 * The API as types, generated from its OpenAPI document by `npm run client:generate`. Not edited by hand.
 */
export interface paths {
    readonly "/v1/api_keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List API keys, newest first */
        readonly get: operations["api_keys.list"];
        readonly put?: never;
        /** Make an API key */
        readonly post: operations["api_keys.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/api_keys/{key_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revoke an API key at once */
        readonly delete: operations["api_keys.revoke"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Rename an API key, or limit what it may send to
         * @description RFC 7396: what is absent stays, null takes away. From the next request on; what is scheduled already begins within the new limits, or not at all. A revoked key is changed for what it has scheduled.
         */
        readonly patch: operations["api_keys.update"];
        readonly trace?: never;
    };
    readonly "/v1/audiences/estimate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * How many people rules come to, and who is left out
         * @description Changes nothing. Every number has its people: `POST /v1/audiences/people`.
         */
        readonly post: operations["audiences.estimate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audiences/people": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * The people behind a number of an estimate, by id
         * @description The same body as for the estimate, on every page.
         */
        readonly post: operations["audiences.people"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audiences/{audience_id}/members": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** People of a saved audience, by id */
        readonly get: operations["audiences.members.list"];
        readonly put?: never;
        /**
         * Bring people onto a list
         * @description As JSON (10,000 rows at most) or as CSV (100,000 rows and 5 MB at most; comma, semicolon or tab; UTF-8 or windows-1251, found out by itself). `result.told` of the operation counts the rows that brought nobody, by why, and `result.suspended` people who were added and are written to once they are not suspended any more; `GET …/imports/{operation_id}/rows` lists them.
         */
        readonly post: operations["audiences.members.import"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/calendar": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The runs of all campaigns, past and planned, and what each day comes to */
        readonly get: operations["calendar.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/approvals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was asked of a second person, newest first */
        readonly get: operations["campaigns.approvals.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/submit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask a second person to agree
         * @description The campaign is `awaiting_approval`, and cannot be changed. With their word it goes out, at once or by `schedule`.
         */
        readonly post: operations["campaigns.submit"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Agree: it goes out as it was asked for
         * @description By somebody who has not written, changed or submitted it, with a key that was issued to them, after a check: if anything of what they have seen is different by now, the answer is 409 `state_changed`.
         */
        readonly post: operations["campaigns.approve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Not like this: it is a draft again */
        readonly post: operations["campaigns.reject"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take the question back: it is a draft again */
        readonly post: operations["campaigns.withdraw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit_log": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who did what and why, newest first
         * @description Whatever changes something is written down in the transaction that does it: kept for good, numbered without a gap, each row with the hash of the one before.
         */
        readonly get: operations["audit_log.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit_log/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Walk the whole chain, and name the first row that is not as it was written
         * @description Keep `head` outside of this database from time to time: whoever may rewrite all of it can rewrite the chain, but not what you have kept.
         */
        readonly get: operations["audit_log.verify"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List campaigns, newest first */
        readonly get: operations["campaigns.list"];
        readonly put?: never;
        /**
         * Make a draft, or send at once
         * @description A draft, and nothing is sent before `send`. With `send` it is on its way: the one call of a system that wants nothing but to send.
         */
        readonly post: operations["campaigns.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One campaign with its newest run */
        readonly get: operations["campaigns.get"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a draft */
        readonly delete: operations["campaigns.delete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a draft, or what is scheduled, by a merge patch
         * @description RFC 7396: what is absent stays, null takes away. With If-Match nobody overwrites a change unseen. What is scheduled keeps its times; where its recipients would notice the change, it takes the scope `campaigns:send` and a `confirm_token` of a check that was told of the same `change` (or `expected_recipients`), and holds for every run that begins afterwards. Where a second person is needed (`approval_required`): unschedule it, change it, submit it.
         */
        readonly patch: operations["campaigns.update"];
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Runs of a campaign, newest first */
        readonly get: operations["campaigns.runs.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/capacity": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What the bots can carry, how fast they are, and what waits for them
         * @description Counted from the rows, all of one moment; it is right whether or not a worker is up.
         */
        readonly get: operations["capacity.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connection": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the messenger can be reached, and with what */
        readonly get: operations["connection.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop sending for now
         * @description Waits up to 15 seconds for messages under way. Pausing what is paused changes nothing.
         */
        readonly post: operations["campaigns.pause"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Go on sending where it was
         * @description Resuming what is running changes nothing. A run that was held because its people had changed goes on with those of now.
         */
        readonly post: operations["campaigns.resume"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End it for good
         * @description Who has not got the message will not; who has, keeps it. Sends in doubt are found out before it is `cancelled`.
         */
        readonly post: operations["campaigns.cancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/corrections": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Recalls, edits and retries: who, why, how far
         * @description The newest first, of all runs of the campaign.
         */
        readonly get: operations["campaigns.corrections.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/chats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Conversations and channels, by id */
        readonly get: operations["directory.chats.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/chats/{chat_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One conversation or channel */
        readonly get: operations["directory.chats.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/chats/{chat_id}/members": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Members of a chat, by id
         * @description As of `synced_at` of the chat. Members whom the directory does not know are not listed.
         */
        readonly get: operations["directory.chats.members.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** People of the workspace, by id */
        readonly get: operations["directory.users.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/users/{user_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One person */
        readonly get: operations["directory.users.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/tags": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tags of the workspace, by id */
        readonly get: operations["directory.tags.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/departments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Departments, by name */
        readonly get: operations["directory.departments.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/titles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Job titles, by name */
        readonly get: operations["directory.titles.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/properties": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Fields that the workspace has added to its people, by id */
        readonly get: operations["directory.properties.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/properties/{property_id}/values": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Values of one field, as text */
        readonly get: operations["directory.properties.values.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How much of the workspace is known, how fresh it is, and what reading it again will cost */
        readonly get: operations["directory.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/sync": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Read the people, tags, properties and chats from the messenger again */
        readonly post: operations["directory.sync"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/users/{user_id}/opt_out": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Why and until when somebody gets nothing
         * @description Not found where nobody has opted this person out, or where it has ended.
         */
        readonly get: operations["directory.users.opt_out.get"];
        /**
         * Send somebody nothing any more, or nothing for a while
         * @description Holds for every campaign at once: audiences leave them out as `opted_out`, and what is under way and not posted yet is skipped.
         */
        readonly put: operations["directory.users.opt_out.put"];
        readonly post?: never;
        /** Write to somebody again */
        readonly delete: operations["directory.users.opt_out.delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/directory/users/{user_id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What one person got, over all campaigns
         * @description Newest first; what was left out, and why, among it.
         */
        readonly get: operations["directory.users.deliveries.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/doctor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What must never be, and what somebody should mend
         * @description Counts the rows of open and recent runs, so ask by the minute rather than by the second.
         */
        readonly get: operations["doctor.examine"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/deliveries/{delivery_id}/resolve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A person's word on a delivery that is in doubt
         * @description Only for deliveries that are `unknown`. `send_again` and `close_as_unproven` have happened when this is answered; for `bind` the bot's worker looks at the message first, and the operation fails when it cannot be the one.
         */
        readonly post: operations["campaigns.deliveries.resolve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/edit-sent/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whom a new text would reach; changes nothing */
        readonly post: operations["campaigns.edit_sent.check"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/edit-sent": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change what was delivered
         * @description Makes a new version of the content. Who has not got the message gets the new one; then a worker changes message by message, behind other sends of the bot and under its limit. Of several edits the newest wins. The bot needs `messages:update`. Of a campaign that needed a second person, it is such a person who edits.
         */
        readonly post: operations["campaigns.edit_sent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/errors/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What an error code means */
        readonly get: operations["errors.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What happened, newest first
         * @description Kept for 30 days. Each type needs a scope of its own; a key sees those that it has.
         */
        readonly get: operations["events.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events/{event_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One event */
        readonly get: operations["events.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/evidence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The evidence sheet of the newest run («лист ознакомления»)
         * @description Who was sent which text, when they read it, who has confirmed it, with a chain of hashes over all of it. The sheet is kept as it was issued, so that `…/verify` can tell what was altered since; asked for again before anything has changed it is the same one. It is no signature. 50,000 recipients at most, as `pdf` 2,000. Who asked is written into the log.
         */
        readonly get: operations["campaigns.evidence.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/evidence/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether a sheet still is what was issued, and the ledger still says it
         * @description Names the rows of the sheet that say otherwise now. `head` is what stands on the sheet in hand: a head that was never issued belongs to a sheet that was altered, or was not made here.
         */
        readonly get: operations["campaigns.evidence.verify"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/exports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Files that this key has asked for, newest first */
        readonly get: operations["exports.list"];
        readonly put?: never;
        /**
         * Have a file of recipients made
         * @description CSV as Excel of a Russian locale opens it (UTF-8 with a mark, semicolons, CRLF), XLSX (1,048,575 recipients at most) or JSON. Texts that a spreadsheet would compute begin with an apostrophe in CSV and XLSX. The file is kept for 24 hours, for this key alone; a key has three under way and fifty kept at most. Everybody who belongs to the run when it is made is in it once; states are those of the moment in which each row is read.
         */
        readonly post: operations["exports.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/exports/{export_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a file is, and where to fetch it */
        readonly get: operations["exports.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/exports/{export_id}/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The file */
        readonly get: operations["exports.file"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/follow-up-plan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Which reminders come by themselves, and when
         * @description Not found where the campaign has no plan.
         */
        readonly get: operations["campaigns.follow_up_plan.get"];
        /**
         * Remind by itself who has not read, or not confirmed
         * @description In place of the plan that there is; of drafts only. Each run climbs the ladder once: who does what was asked is out of it, who is away or may not be written to is left out of that step. After an outage the last of several rungs that are due comes, not all of them; a newer run of the campaign ends the ladder of the one before.
         */
        readonly put: operations["campaigns.follow_up_plan.put"];
        readonly post?: never;
        /**
         * No more reminders by themselves
         * @description At any time. What waits to be sent already is stopped by pausing or cancelling the campaign.
         */
        readonly delete: operations["campaigns.follow_up_plan.delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/follow-up-plan/without-manager": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * About whom no manager would be told
         * @description Of one rung that goes to managers, as of now; ordered by id.
         */
        readonly get: operations["campaigns.follow_up_plan.without_manager"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/follow-ups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Reminders: to whom, why, what became of them
         * @description The newest first, of all runs of the campaign.
         */
        readonly get: operations["campaigns.follow_ups.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/files": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List files, newest first */
        readonly get: operations["files.list"];
        readonly put?: never;
        /**
         * Bring a file that messages can carry
         * @description Up to 10485760 bytes, within 30 seconds. Its extension is one of pdf, docx, xlsx, pptx, odt, ods, odp, doc, xls, ppt, rtf, zip, txt, csv, ics, png, jpg, jpeg, gif, webp, mp3, ogg, wav, m4a, mp4, mov, and its content must be what that says. The name is cleaned. Bringing the same file again gives the same id (200). `content.files` of a campaign names it; each bot brings it to the messenger once, before the first message. What nothing names for VESTNIK_FILE_UNUSED_DAYS goes; all files together have VESTNIK_FILE_STORAGE_MB.
         */
        readonly post: operations["files.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/files/{file_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One file */
        readonly get: operations["files.get"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a file that nothing carries */
        readonly delete: operations["files.delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/files/{file_id}/content": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Its bytes, to be saved */
        readonly get: operations["files.content"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the process is alive */
        readonly get: operations["health.live"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether it can serve requests: the database takes a write within a second, migrations are applied */
        readonly get: operations["health.ready"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/pachca/webhook/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * An event of the messenger
         * @description Answered when the event is committed; a worker acts on it. At most 64 KB. A form that is blank or too long is not taken: 400 with `errors`, which the messenger shows.
         */
        readonly post: operations["inbound.receive"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who this key is, and what it may do */
        readonly get: operations["me.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audiences/{audience_id}/imports/{operation_id}/rows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rows of an import that something is to be said about */
        readonly get: operations["audiences.imports.rows"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audiences/{audience_id}/imports/{operation_id}/rows.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The same rows as a file */
        readonly get: operations["audiences.imports.rows_csv"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/operations/{operation_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far long work is */
        readonly get: operations["operations.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/operations/{operation_id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask long work to stop
         * @description Needs the scope that starting such work needs; a file of recipients is stopped by the key that asked for it, or by an administrator.
         */
        readonly post: operations["operations.cancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Show a message as its readers would see it, and what is wrong with it
         * @description Made by the code that makes the messages. Besides the given people it picks those in whose messages trouble shows first. What is wrong with the text is an issue in the answer; nothing is written.
         */
        readonly post: operations["preview.render"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/production_calendar": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Holidays, transferred days and the days that were set here, of one year */
        readonly get: operations["production_calendar.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/production_calendar/{date}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Say what a day is to this company
         * @description Goes before law and decrees. Schedules, `workdays` and workday hours follow it from now on: times that rules name are computed anew. No more than 30 days in a row may be off.
         */
        readonly put: operations["production_calendar.days.put"];
        readonly post?: never;
        /**
         * Make a day again what law and decrees make it
         * @description Not found where nobody here has set it.
         */
        readonly delete: operations["production_calendar.days.delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/recall/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What a recall would mean; changes nothing */
        readonly post: operations["campaigns.recall.check"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/recall": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Delete what was delivered
         * @description Ends (or pauses) what is left of the run at once; then a worker deletes message by message, behind urgent sends of the bot, before all others and under its limit. What is in doubt is deleted when it is found. Who saw a message has seen it: `stats.recalled` and the recipients tell who had read it by the look right before the deletion.
         */
        readonly post: operations["campaigns.recall"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The figures of the newest run, all of one moment */
        readonly get: operations["campaigns.stats"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Figures, breakdown, series and heatmap, all of one moment */
        readonly get: operations["campaigns.report"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/breakdown": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who has got, read and confirmed it, by department, tag and so on */
        readonly get: operations["campaigns.breakdown"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/timeseries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Sent, read and confirmed over time
         * @description Nobody knows the moment of a read, only between which two looks it was: `read_least` and `read_most` are the bounds.
         */
        readonly get: operations["campaigns.timeseries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/heatmap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** On which days and at which hours people read, on their own clocks */
        readonly get: operations["campaigns.heatmap"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/failures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whom it did not reach, by reason, and what to do
         * @description Titles and advice are in English or Russian, by `Accept-Language`.
         */
        readonly get: operations["campaigns.failures"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/not-yet": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who has not read or confirmed, why, and what next
         * @description Titles and advice are in English or Russian, by `Accept-Language`.
         */
        readonly get: operations["campaigns.not_yet"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/remind/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whom a reminder would reach; changes nothing */
        readonly post: operations["campaigns.remind.check"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/remind": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Remind who has not read, or not confirmed
         * @description A message of its own to each of them, as the next step of the newest run. Who reads or confirms before it is their turn gets none. Figures go on counting people: a click under a reminder confirms the campaign. A completed campaign is `running` until the reminder is through. Cancel the operation to stop what was not sent yet.
         */
        readonly post: operations["campaigns.remind"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/replies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who has answered, with the way to the answer
         * @description What people wrote after a message in its direct chat, or in answer to it, in the order in which it was told; reminders and posts in chats included, threads not. Told by the event history or the webhook of the bot. Who looked is written into the log.
         */
        readonly get: operations["campaigns.replies"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/reactions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who has reacted to it, and how
         * @description In the order in which it was told, those taken away again included. Told by the event history or the webhook of the bot. Who looked is written into the log.
         */
        readonly get: operations["campaigns.reactions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/questions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What people ask, with their words
         * @description By the form behind a button of the type `question`, in the order in which it was told; reminders included. Who looked is written into the log.
         */
        readonly get: operations["campaigns.questions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/recipients": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Person by person: got it, read it, or not and why
         * @description In the order of rows, walking the pages neither misses nor repeats anybody; in any other order somebody whose value changes meanwhile may be met twice or not at all. Who looked is written into the log.
         */
        readonly get: operations["campaigns.recipients.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/recipients/{delivery_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One recipient with the history and each attempt */
        readonly get: operations["campaigns.recipients.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/retry-failed/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whom a retry would reach; changes nothing */
        readonly post: operations["campaigns.retry_failed.check"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/retry-failed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send to those who were given up
         * @description Only `failed`, `skipped` and `expired` recipients of the newest run, never who has the message. Each is looked at again before the send. A completed campaign is `running` until it is through with them.
         */
        readonly post: operations["campaigns.retry_failed"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where everything is */
        readonly get: operations["root.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audiences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List saved audiences, newest first */
        readonly get: operations["audiences.list"];
        readonly put?: never;
        /** Save rules, or begin a list */
        readonly post: operations["audiences.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audiences/{audience_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One saved audience */
        readonly get: operations["audiences.get"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a saved audience that nothing uses */
        readonly delete: operations["audiences.delete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a saved audience by a merge patch
         * @description Drafts that name it are for the people of the new rules; runs have their people frozen, except for late joiners.
         */
        readonly patch: operations["audiences.update"];
        readonly trace?: never;
    };
    readonly "/v1/schedules/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The next dates of a rule, with notes on clock changes and holidays; saves nothing */
        readonly post: operations["schedules.preview"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/schedule": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The schedule of a campaign, or the last one that it had */
        readonly get: operations["campaigns.schedule.get"];
        readonly put?: never;
        /**
         * Send a draft at a time, or again and again; or give what is scheduled another time
         * @description What is scheduled already gets this schedule in place of the one it had (`end_reason` `replaced`). A recurring campaign stays `scheduled`; its runs carry the life. The last of them ends it.
         */
        readonly post: operations["campaigns.schedule"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/unschedule": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a plan, or a send within its window, back
         * @description The campaign is a draft again; `running` while a run of it is still going, which goes on.
         */
        readonly post: operations["campaigns.unschedule"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/schedule/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Leave out what comes due, for now
         * @description A run that is under way goes on. Pausing what is paused changes nothing.
         */
        readonly post: operations["campaigns.schedule.pause"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/schedule/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Begin again what comes due from now on */
        readonly post: operations["campaigns.schedule.resume"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/occurrences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What became of the times of a campaign, newest first */
        readonly get: operations["campaigns.occurrences.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/occurrences/decide": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send, or leave out, an occurrence that was missed and asks */
        readonly post: operations["campaigns.occurrences.decide"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/senders/{sender_id}/webhook": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How a bot's events come here, and whether all do */
        readonly get: operations["senders.webhook.get"];
        readonly put?: never;
        /**
         * Set the webhook of a bot up, or anew with another address
         * @description An address from before works no more. Without a webhook the history is read every few seconds.
         */
        readonly post: operations["senders.webhook.create"];
        /** Take no more posted events of a bot */
        readonly delete: operations["senders.webhook.remove"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Another signing secret
         * @description The address stays, and the secret until now is good for another 24 hours.
         */
        readonly patch: operations["senders.webhook.rotate"];
        readonly trace?: never;
    };
    readonly "/v1/senders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the bots, oldest first */
        readonly get: operations["senders.list"];
        readonly put?: never;
        /** Add a bot by its token */
        readonly post: operations["senders.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/senders/{sender_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One bot */
        readonly get: operations["senders.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Rename a bot, replace its token, or try it again */
        readonly patch: operations["senders.update"];
        readonly trace?: never;
    };
    readonly "/v1/senders/{sender_id}/canary": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try now whether the messenger keeps what proves a message
         * @description A message to the `canary_user_id` of the bot is sent, read back, edited and deleted. The result stands in the operation and in `marker_channels` of the bot.
         */
        readonly post: operations["senders.canary"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * What sending it would mean; changes nothing
         * @description Now, or as `schedule` says; with `change`, of what it would become. Its `confirm_token` stands for all that it shows: `send`, `schedule` and a change of what is scheduled take it, and refuse when anything of it has changed.
         */
        readonly post: operations["campaigns.check"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/send": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a draft
         * @description It is `scheduled` for the seconds of `undo_window_s`, in which nothing leaves and POST …/unschedule makes it a draft again. Then workers freeze its people and send it under the limit; `run.status` and `stats` tell how far it is.
         */
        readonly post: operations["campaigns.send"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Watch what happens, as server-sent events
         * @description Events of campaigns come as `campaign.status`, others under their type, with an `id` from which `Last-Event-ID` resumes; `reset`: too much was missed, fetch everything again. `campaign.progress` and `campaign.engagement` (with reports:read) and `operation.progress` come when they change, at most once a second. A comment every 15 s.
         */
        readonly get: operations["stream.open"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/templates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List templates, newest first */
        readonly get: operations["templates.list"];
        readonly put?: never;
        /**
         * Keep a text to start from
         * @description A campaign copies the `content`: what becomes of the template later changes no campaign.
         */
        readonly post: operations["templates.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/templates/{template_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One template */
        readonly get: operations["templates.get"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a template with all its versions */
        readonly delete: operations["templates.delete"];
        readonly options?: never;
        readonly head?: never;
        /** Change a template by a merge patch */
        readonly patch: operations["templates.update"];
        readonly trace?: never;
    };
    readonly "/v1/templates/{template_id}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a template said, newest first */
        readonly get: operations["templates.versions.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/templates/{template_id}/reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give a template that came with the product its first text again
         * @description As its next version; the earlier ones stay listed.
         */
        readonly post: operations["templates.reset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook_endpoints/{webhook_endpoint_id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was posted to an endpoint, newest first */
        readonly get: operations["webhook_endpoints.deliveries.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook_endpoints/{webhook_endpoint_id}/deliveries/{webhook_delivery_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What came of one event */
        readonly get: operations["webhook_endpoints.deliveries.get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook_endpoints/{webhook_endpoint_id}/deliveries/{webhook_delivery_id}/redeliver": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Post an event once more
         * @description Under the same `webhook-id`, from the first try on.
         */
        readonly post: operations["webhook_endpoints.deliveries.redeliver"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook_endpoints/{webhook_endpoint_id}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Post a `webhook.test` to an endpoint
         * @description A worker does, within a second; `Location` tells what came of it.
         */
        readonly post: operations["webhook_endpoints.test"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook_endpoints": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List webhook endpoints, oldest first
         * @description There are twenty at most, so there is one page.
         */
        readonly get: operations["webhook_endpoints.list"];
        readonly put?: never;
        /**
         * Have events posted to an address
         * @description Each event is posted at least once, with the headers of Standard Webhooks. What is not answered with 2xx within 5 s is tried again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h; after a day without a success, and on 410, the endpoint is disabled.
         */
        readonly post: operations["webhook_endpoints.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook_endpoints/{webhook_endpoint_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One webhook endpoint */
        readonly get: operations["webhook_endpoints.get"];
        readonly put?: never;
        readonly post?: never;
        /** Post nothing to an address any more */
        readonly delete: operations["webhook_endpoints.delete"];
        readonly options?: never;
        readonly head?: never;
        /** Change, disable or enable an endpoint */
        readonly patch: operations["webhook_endpoints.update"];
        readonly trace?: never;
    };
    readonly "/v1/webhook_endpoints/{webhook_endpoint_id}/rotate_secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Another secret
         * @description For 24 hours posts carry the signatures of both.
         */
        readonly post: operations["webhook_endpoints.rotate_secret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/campaigns/{campaign_id}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send it to a few people by name, marked as a test
         * @description The text begins with «[Тест]», or «[Test]» where it has no Cyrillic; all else is as it will be. It counts nowhere: no delivery, no receipt, and its buttons confirm nothing. `result.recipients` of the operation says what became of each message; one that was not answered is `unknown` and is not sent again. A test that cannot begin within an hour fails with `test_expired`.
         */
        readonly post: operations["campaigns.test"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly PageDto: {
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            readonly next_cursor: string | null;
            /** @description Whether there is a next page. */
            readonly has_more: boolean;
        };
        readonly AudienceCustomProperty: {
            /** @description Exact name of the field. */
            readonly name: string;
            /** @description Exact values. */
            readonly values: readonly string[];
        };
        readonly AudienceRunResults: {
            readonly run_id: string;
            /** @description Recipients of whom one of these is true when the audience is resolved. */
            readonly results: readonly ("sent" | "not_sent" | "failed" | "read" | "unread" | "acknowledged" | "not_acknowledged")[];
        };
        readonly AudienceCondition: {
            /** @description Everybody of the workspace. */
            readonly everyone?: boolean;
            /** @description People with one of these tags. */
            readonly tags_any?: readonly string[];
            /** @description People with all of these tags. */
            readonly tags_all?: readonly string[];
            /** @description People of these departments. */
            readonly departments?: readonly string[];
            /** @description People with these titles. */
            readonly titles?: readonly string[];
            /** @description People with one of these values in a field of the workspace. */
            readonly custom_property?: components["schemas"]["AudienceCustomProperty"];
            /** @description People with these roles in the workspace. */
            readonly roles?: readonly ("admin" | "user" | "multi_guest" | "guest" | "other")[];
            /** @description People of these time zones; `company`: those who have none of their own. */
            readonly time_zones?: readonly string[];
            /** @description These people, by their ids in the messenger. */
            readonly users?: readonly number[];
            /** @description Members of these conversations and channels, by their ids in the messenger. */
            readonly chats?: readonly number[];
            /** @description People of these saved audiences, which may name others, 3 deep at most. */
            readonly audiences?: readonly string[];
            /** @description Recipients of another run, by what became of it. */
            readonly run_results?: components["schemas"]["AudienceRunResults"];
        };
        readonly AudienceSelector: {
            /** @description Everybody of the workspace. */
            readonly everyone?: boolean;
            /** @description People with one of these tags. */
            readonly tags_any?: readonly string[];
            /** @description People with all of these tags. */
            readonly tags_all?: readonly string[];
            /** @description People of these departments. */
            readonly departments?: readonly string[];
            /** @description People with these titles. */
            readonly titles?: readonly string[];
            /** @description People with one of these values in a field of the workspace. */
            readonly custom_property?: components["schemas"]["AudienceCustomProperty"];
            /** @description People with these roles in the workspace. */
            readonly roles?: readonly ("admin" | "user" | "multi_guest" | "guest" | "other")[];
            /** @description People of these time zones; `company`: those who have none of their own. */
            readonly time_zones?: readonly string[];
            /** @description These people, by their ids in the messenger. */
            readonly users?: readonly number[];
            /** @description Members of these conversations and channels, by their ids in the messenger. */
            readonly chats?: readonly number[];
            /** @description People of these saved audiences, which may name others, 3 deep at most. */
            readonly audiences?: readonly string[];
            /** @description Recipients of another run, by what became of it. */
            readonly run_results?: components["schemas"]["AudienceRunResults"];
            /** @description People to whom all of these apply. */
            readonly all_of?: readonly components["schemas"]["AudienceCondition"][];
        };
        readonly Audience: {
            /** @enum {string} */
            readonly type: "rules";
            /** @description Whoever one of these names… */
            readonly include: readonly components["schemas"]["AudienceSelector"][];
            /** @description …unless one of these does. */
            readonly exclude?: readonly components["schemas"]["AudienceSelector"][];
        };
        readonly KeyLimits: {
            /** @description People whom one campaign, or one change of what was sent, may reach; null: any number. */
            readonly max_recipients?: number | null;
            /** @description Rules of an audience: everybody who gets something must be of it, however the campaign names them. Null: anybody. */
            readonly audience?: components["schemas"]["Audience"] | null;
        };
        readonly ApiKeyDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "api_key";
            readonly name: string;
            /** @description How its text begins. */
            readonly prefix: string;
            readonly scopes: readonly ("campaigns:read" | "campaigns:write" | "campaigns:send" | "campaigns:approve" | "campaigns:break_glass" | "campaigns:persona" | "campaigns:mention_all" | "campaigns:mandatory" | "campaigns:urgent" | "reports:read" | "directory:read" | "directory:write" | "senders:read" | "senders:write" | "webhooks:read" | "webhooks:write" | "api_keys:write" | "audit:read" | "admin")[];
            /** @description What it may send to, change and take back at most; null: no limits beside its scopes. */
            readonly limits: components["schemas"]["KeyLimits"] | null;
            /** @description Whom it was issued to, by their id in the messenger; null: a system. */
            readonly person_id: number | null;
            /** @description Id of the key that made it, or `system`. */
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly expires_at: string;
            /** Format: date-time */
            readonly revoked_at: string | null;
            /**
             * Format: date-time
             * @description To a minute.
             */
            readonly last_used_at: string | null;
        };
        readonly CreateApiKeyBody: {
            /** @description What the key is for, so that it can be recognised later. */
            readonly name: string;
            /** @description What it may do; nothing that your own key may not. `admin` is everything. */
            readonly scopes: readonly ("campaigns:read" | "campaigns:write" | "campaigns:send" | "campaigns:approve" | "campaigns:break_glass" | "campaigns:persona" | "campaigns:mention_all" | "campaigns:mandatory" | "campaigns:urgent" | "reports:read" | "directory:read" | "directory:write" | "senders:read" | "senders:write" | "webhooks:read" | "webhooks:write" | "api_keys:write" | "audit:read" | "admin")[];
            /** @description Whom it is issued to, by their id in the messenger: it stands for them where a second person has to agree. Give it to nobody else. Absent: a system. */
            readonly person_id?: number | null;
            /**
             * Format: date-time
             * @description When it ends; a year from now unless given, and at the latest.
             */
            readonly expires_at?: string | null;
            /** @description What it may send to, change and take back at most; null: no limits beside its scopes. */
            readonly limits?: components["schemas"]["KeyLimits"] | null;
        };
        readonly NewApiKeyDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "api_key";
            readonly name: string;
            /** @description How its text begins. */
            readonly prefix: string;
            readonly scopes: readonly ("campaigns:read" | "campaigns:write" | "campaigns:send" | "campaigns:approve" | "campaigns:break_glass" | "campaigns:persona" | "campaigns:mention_all" | "campaigns:mandatory" | "campaigns:urgent" | "reports:read" | "directory:read" | "directory:write" | "senders:read" | "senders:write" | "webhooks:read" | "webhooks:write" | "api_keys:write" | "audit:read" | "admin")[];
            /** @description What it may send to, change and take back at most; null: no limits beside its scopes. */
            readonly limits: components["schemas"]["KeyLimits"] | null;
            /** @description Whom it was issued to, by their id in the messenger; null: a system. */
            readonly person_id: number | null;
            /** @description Id of the key that made it, or `system`. */
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly expires_at: string;
            /** Format: date-time */
            readonly revoked_at: string | null;
            /**
             * Format: date-time
             * @description To a minute.
             */
            readonly last_used_at: string | null;
            /** @description The key itself. It is shown here and never again. */
            readonly key: string;
        };
        readonly UpdateApiKey: {
            /** @description What the key is for, so that it can be recognised later. */
            readonly name?: string | null;
            /** @description What it may send to, change and take back at most; null: no limits beside its scopes. */
            readonly limits?: components["schemas"]["KeyLimits"] | null;
        };
        readonly EstimateAudience: {
            /** @description Whom to count. */
            readonly audience: components["schemas"]["Audience"];
            /**
             * @description Leave out people who have not confirmed their invitation yet.
             * @default false
             */
            readonly skip_invited?: boolean | null;
            /**
             * @description Leave out guests: people of other companies in chats of this one.
             * @default false
             */
            readonly skip_guests?: boolean | null;
        };
        readonly AudienceReasonCountDto: {
            /** @enum {string} */
            readonly reason: "excluded" | "bot" | "suspended" | "opted_out" | "guest" | "invite_pending";
            readonly count: number;
        };
        readonly TimeZoneCountDto: {
            /** @description Null: the company's. */
            readonly time_zone: string | null;
            readonly count: number;
        };
        readonly AudiencePerson: {
            /** @description The messenger's own id. */
            readonly id: number;
            /** @enum {string} */
            readonly object: "audience_person";
            readonly name: string;
            readonly department: string | null;
            readonly title: string | null;
            readonly time_zone: string | null;
            /** @description The first condition that names them. */
            readonly included_by: string;
            /** @description The first exclusion that does. */
            readonly excluded_by: string | null;
            /** @description Whether several conditions name them; they get it once. */
            readonly repeated: boolean;
            /**
             * @description Why they get nothing; null for those who get it.
             * @enum {string|null}
             */
            readonly skip_reason: "excluded" | "bot" | "suspended" | "opted_out" | "guest" | "invite_pending" | null;
        };
        readonly AudienceEstimate: {
            /** @enum {string} */
            readonly object: "audience_estimate";
            /** @description Whom the rules name, everybody once. */
            readonly matched: number;
            /** @description Of them, whom several conditions name. */
            readonly duplicates: number;
            /** @description Who would get a message: `matched` without `skipped`. */
            readonly to_send: number;
            /** @description Who would not, by reason. */
            readonly skipped: readonly components["schemas"]["AudienceReasonCountDto"][];
            /** @description Of `to_send`, guests. */
            readonly guests: number;
            /** @description Of `to_send`, those who have not confirmed their invitation. */
            readonly invited: number;
            /** @description Where those of `to_send` live. */
            readonly time_zones: readonly components["schemas"]["TimeZoneCountDto"][];
            /** @description Twenty of `to_send` at most. */
            readonly sample: readonly components["schemas"]["AudiencePerson"][];
        };
        readonly CalendarDayDto: {
            readonly date: string;
            /**
             * @description By the production calendar.
             * @enum {string}
             */
            readonly kind: "workday" | "weekend" | "holiday" | "working_weekend";
            /** @description Whether the year's decree is known here; without it the kind follows the Labour Code alone. */
            readonly is_official: boolean;
            /** @description Runs that have begun or are planned. */
            readonly occurrences: number;
            /** @description Messages of these runs: who is in two of them counts twice. Reminders that may follow are not foreseen. */
            readonly recipients: number;
            /** @description How long one bot sends them with nothing else to do. */
            readonly sending_s: number;
        };
        readonly CalendarEntryDto: {
            readonly campaign_id: string;
            readonly title: string;
            /**
             * @description `paused`: left out unless somebody resumes the schedule.
             * @enum {string}
             */
            readonly status: "planned" | "paused" | "launched" | "missed" | "skipped" | "waiting" | "asking";
            /** @description Why it was not launched. */
            readonly reason: string | null;
            /** Format: date-time */
            readonly at: string;
            /** @description The same where the company is. */
            readonly local_time: string;
            readonly run_id: string | null;
            /** @description How many were confirmed. */
            readonly recipients: number;
        };
        readonly CalendarDto: {
            /** @enum {string} */
            readonly object: "calendar";
            readonly time_zone: string;
            readonly days: readonly components["schemas"]["CalendarDayDto"][];
            /** @description In the order of their times. */
            readonly occurrences: readonly components["schemas"]["CalendarEntryDto"][];
            /** @description More than 1000 are not named one by one; the days count them all. */
            readonly occurrences_left_out: number;
        };
        readonly ApprovalDto: {
            /** @enum {string} */
            readonly object: "approval";
            readonly campaign_id: string;
            /** @enum {string} */
            readonly status: "pending" | "approved" | "rejected" | "withdrawn";
            /** @description Id of the key. */
            readonly submitted_by: string;
            /** Format: date-time */
            readonly submitted_at: string;
            /** @description How many it was when it was submitted. */
            readonly recipients: number;
            /** @description Whether it begins by a schedule, and not at once. */
            readonly scheduled: boolean;
            readonly comment: string | null;
            readonly decided_by: string | null;
            /** Format: date-time */
            readonly decided_at: string | null;
            readonly decision_comment: string | null;
        };
        readonly ScheduleRule: {
            /**
             * @description `recipient`: the same local time for each person, where they are (`time_zone` for those who have none). It begins when the first of their clocks shows it; who sees it pass before that gets it at once.
             * @default campaign
             * @enum {string|null}
             */
            readonly basis?: "campaign" | "recipient" | null;
            /**
             * @description `workdays`: those of the production calendar. `cron`: for experts.
             * @enum {string}
             */
            readonly freq: "daily" | "workdays" | "weekly" | "monthly" | "cron";
            /**
             * @description With `weekly`: every so many weeks, from the week of `anchor_date` on.
             * @default 1
             */
            readonly interval?: number | null;
            /** @description With `weekly`. */
            readonly weekdays?: readonly ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[] | null;
            /** @description With `monthly`: the day of the month; -1: the last. A month without that day is left out. */
            readonly day?: number | null;
            /** @description With `monthly`, and `weekday`: the first to fourth such day of the month; -1: the last. */
            readonly nth?: number | null;
            /**
             * @description With `nth`.
             * @enum {string|null}
             */
            readonly weekday?: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" | null;
            /** @description With `cron`: minute, hour, day of the month, month, day of the week; local time. */
            readonly expression?: string | null;
            /** @description Time of day; not with `cron`. */
            readonly local_time?: string | null;
            /** @description IANA name; `VESTNIK_TIME_ZONE` unless given. */
            readonly time_zone?: string | null;
            /** @description The first day that may have an occurrence; today unless given. Weeks and `count` begin with it. */
            readonly anchor_date?: string | null;
            /** @description The last day that may have one. */
            readonly until?: string | null;
            /** @description How many occurrences there are in all, from `anchor_date` on. */
            readonly count?: number | null;
        };
        readonly ScheduleCampaign: {
            /**
             * @description `once` needs `at`, `recurring` needs `rule`.
             * @enum {string}
             */
            readonly kind: "once" | "recurring";
            /** @description With `once`: the local time, without a zone. */
            readonly at?: string | null;
            /** @description With `once`. IANA name; `VESTNIK_TIME_ZONE` unless given. */
            readonly time_zone?: string | null;
            /**
             * @description With `once`: as in a rule.
             * @enum {string|null}
             */
            readonly basis?: "campaign" | "recipient" | null;
            /** @description With `recurring`. */
            readonly rule?: components["schemas"]["ScheduleRule"] | null;
            /**
             * @description What becomes of an occurrence on a public holiday, or a day off that was transferred to; weekends are none. `next_workday` keeps the time of day.
             * @default send
             * @enum {string|null}
             */
            readonly on_holiday?: "send" | "next_workday" | "skip" | null;
            /** @description How many people, or chats, you mean to reach: `recipients.to_send` of the check that you have seen. If it is another number by now, nothing is sent and the answer is 409 `audience_changed`. Needed unless there is a `confirm_token`. */
            readonly expected_recipients?: number | null;
            /** @description `confirm_token` of the check that you have seen: its text, its people, its sender, how and when, and its plan of follow-ups. If anything of it is different by now, nothing is done and the answer, 409 `state_changed`, has both sides. Stronger than `expected_recipients`, which it replaces. The check must have been told of the same `schedule`. */
            readonly confirm_token?: string | null;
            /**
             * @description Whom each run goes to. `fresh`: whom the audience names when the run begins, within `max_change_percent`. `frozen`: exactly the people of the check, each time; who joins later is none of them, and who has left by then is left out with the reason. Not with `delivery.late_joiners`, and not into chats.
             * @default fresh
             * @enum {string|null}
             */
            readonly audience_mode?: "fresh" | "frozen" | null;
            /**
             * @description When it begins, by how many per cent the number of people may be off: beyond that its run is held (`audience_changed`) until somebody resumes or cancels it. Not with `frozen`.
             * @default 20
             */
            readonly max_change_percent?: number | null;
            /** @description More people than this are refused now (`recipient_limit_exceeded`), and hold the run (`audience_changed`) when it begins. */
            readonly max_recipients?: number | null;
            /**
             * @description As in `send`. Occurrences of a recurring campaign repeat its text anyway.
             * @default false
             */
            readonly confirm_repeat?: boolean | null;
            /**
             * @description What becomes of an occurrence that no worker could begin in time: `skip` it, begin up to `late_minutes` `late`, or `ask` (POST …/occurrences/decide). A minute late is in time.
             * @default late
             * @enum {string|null}
             */
            readonly on_missed?: "skip" | "late" | "ask" | null;
            /**
             * @description With `late`.
             * @default 60
             */
            readonly late_minutes?: number | null;
            /**
             * @description What becomes of an occurrence while the run before it is still going.
             * @default skip
             * @enum {string|null}
             */
            readonly overlap?: "skip" | "wait" | null;
            /** @description So many seconds after its time an occurrence reaches nobody any more. */
            readonly expires_after_s?: number | null;
        };
        readonly SubmitCampaign: {
            /** @description How many people, or chats, you mean to reach: `recipients.to_send` of the check that you have seen. If it is another number by now, nothing is sent and the answer is 409 `audience_changed`. Needed unless there is a `confirm_token`. */
            readonly expected_recipients?: number | null;
            /** @description `confirm_token` of the check that you have seen: its text, its people, its sender, how and when, and its plan of follow-ups. If anything of it is different by now, nothing is done and the answer, 409 `state_changed`, has both sides. Stronger than `expected_recipients`, which it replaces. */
            readonly confirm_token?: string | null;
            /** @description When it is to begin, as POST …/schedule would be told; at once unless given. */
            readonly schedule?: components["schemas"]["ScheduleCampaign"] | null;
            /**
             * @description That the same text is meant to go to the same people again. Without it, a text that more than half of them were sent within `VESTNIK_REPEAT_GUARD_DAYS` is refused with 409 `repeat_suspected`.
             * @default false
             */
            readonly confirm_repeat?: boolean | null;
            /** @description For colleagues; kept for good. */
            readonly comment?: string | null;
        };
        readonly MessageButton: {
            /**
             * @description `url` opens a page and tells nobody; `ack` is the deliberate «I have read this»; `choice` answers with its value; `question` opens a form with one field. A form needs the webhook of the bot and its scope `views:write`.
             * @enum {string}
             */
            readonly type: "url" | "ack" | "choice" | "question";
            /** @description What stands on it. */
            readonly text: string;
            /** @description Of `url` only: where it leads, beginning with https://. */
            readonly url?: string;
            /** @description Of `choice` only: the answer as a word for machines. Every one once in a message, and never `ack`. */
            readonly value?: string;
            /** @description Of `question` only: what stands over the field of the form. Absent: «Что вы хотите спросить?», or in English where the text has no Cyrillic letter. */
            readonly prompt?: string;
        };
        readonly AcknowledgeBy: {
            /** @description An emoji such as 👍, whatever the colour of the hand; a name such as `:logo:` for one of your own; or `any`. */
            readonly reaction: string;
        };
        readonly CampaignContent: {
            /**
             * @description How the text is marked up.
             * @enum {string}
             */
            readonly format: "pachca_markdown";
            /** @description The message. `{{ user.first_name | default: "…" }}` is filled in for everybody. */
            readonly template: string;
            /** @description Rows of buttons, top to bottom. */
            readonly buttons?: readonly (readonly components["schemas"]["MessageButton"][])[] | null;
            /** @description A reaction of the recipient that confirms the message as a button does (`ack`). Taking it away again takes nothing back; after a material change it is asked for anew. null: reactions confirm nothing. */
            readonly acknowledge_by?: components["schemas"]["AcknowledgeBy"] | null;
            /** @description Ids of files to attach, in the order in which they are shown; from `POST /v1/files`. */
            readonly files?: readonly string[] | null;
            /**
             * @description Whether the messenger shows what the first link leads to.
             * @default true
             */
            readonly link_preview?: boolean | null;
            /** @description The name above the message instead of the bot's; needs the scope `campaigns:persona`. */
            readonly display_name?: string | null;
            /** @description The picture beside the message instead of the bot's; needs the scope `campaigns:persona`. */
            readonly avatar_url?: string | null;
        };
        readonly CampaignTargetDto: {
            /** @enum {string} */
            readonly type: "people" | "chat" | "thread";
            /** @description Empty unless `type` is `chat`. */
            readonly chat_ids: readonly number[];
            /** @description Empty unless `type` is `thread`. */
            readonly thread_ids: readonly number[];
            /** @description Empty unless `type` is `thread`. */
            readonly message_ids: readonly number[];
            readonly skip_invite_mentions: boolean;
            /**
             * Format: date-time
             * @description Until when each post is pinned; null: it is not, or for `pin_for_hours`.
             */
            readonly pin_until: string | null;
            /** @description For how long after it was posted each post is pinned; null: it is not, or until `pin_until`. */
            readonly pin_for_hours: number | null;
        };
        readonly CampaignRamp: {
            /**
             * @description People of the audience who get it before all others, by their ids in the messenger.
             * @default []
             */
            readonly first_to?: readonly number[] | null;
            /**
             * @description How many of the others get it next, drawn by chance.
             * @default 10
             */
            readonly sample?: number | null;
            /**
             * @description Of a wave, how many per cent the messenger may refuse before somebody has to look.
             * @default 20
             */
            readonly max_failure_percent?: number | null;
        };
        readonly CampaignLateJoiners: {
            /**
             * Format: date-time
             * @description Until then whoever comes to be named by the audience gets it, too. The run is not over before that.
             */
            readonly open_until: string;
            /**
             * @description How many may join at most, all in all: a bound against a mistake in the directory or in a saved audience. Where more would, none of them does, and `run.late_joiners.trouble` says so.
             * @default 100
             */
            readonly at_most?: number | null;
        };
        readonly CampaignDeliveryDto: {
            readonly skip_invited: boolean;
            readonly skip_guests: boolean;
            /** @description Does not wait for `VESTNIK_DAILY_CAP`. */
            readonly mandatory: boolean;
            /** @enum {string} */
            readonly on_unproven: "resend" | "hold";
            /** @enum {string} */
            readonly priority: "urgent" | "normal" | "low";
            /** @description null: everybody at once. */
            readonly ramp: components["schemas"]["CampaignRamp"] | null;
            /** @description null: the people are those of the launch. */
            readonly late_joiners: components["schemas"]["CampaignLateJoiners"] | null;
        };
        readonly StopDto: {
            /** @description Id of the key that asked for it, or `system` for a hold. */
            readonly by: string;
            /** @description Stable word for machines. */
            readonly code: string;
            readonly reason: string | null;
        };
        readonly JoinTroubleDto: {
            /** @description Stable word for machines. */
            readonly code: string;
            readonly reason: string;
        };
        readonly RunLateJoinersDto: {
            /** Format: date-time */
            readonly open_until: string;
            readonly at_most: number;
            /** @description How many have joined; they are among `recipients`. */
            readonly joined: number;
            /**
             * Format: date-time
             * @description As of when the audience was last resolved for them.
             */
            readonly looked_at: string | null;
            /** @description Why nobody could join at the last look; null: all is well. */
            readonly trouble: components["schemas"]["JoinTroubleDto"] | null;
        };
        readonly RunDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "run";
            readonly campaign_id: string;
            /** @enum {string} */
            readonly status: "preparing" | "running" | "paused" | "cancelling" | "completed" | "cancelled";
            readonly sender_id: string;
            /** @description Who or what stopped it, while it is paused, cancelling or cancelled. */
            readonly stopped: components["schemas"]["StopDto"] | null;
            /** @description While a ramp goes on: 1, the people named in it; 2, its sample. null: everybody, or people are not frozen yet. */
            readonly ramp_wave: number | null;
            /** @description How many people, or chats, were confirmed when it was sent. */
            readonly confirmed_recipients: number;
            /** @description How many recipients are frozen into it, those left out and late joiners included; null until then. */
            readonly recipients: number | null;
            /** @description Who joins after the launch; null: nobody is to. */
            readonly late_joiners: components["schemas"]["RunLateJoinersDto"] | null;
            /** Format: date-time */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the people were frozen.
             */
            readonly prepared_at: string | null;
            /**
             * Format: date-time
             * @description When every recipient had got it or was given up.
             */
            readonly finished_at: string | null;
        };
        readonly CampaignDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "campaign";
            readonly title: string;
            /** @enum {string} */
            readonly status: "draft" | "awaiting_approval" | "scheduled" | "running" | "completed" | "cancelled";
            /** @description Grows with every change; the ETag in quotes. */
            readonly version: number;
            readonly content: components["schemas"]["CampaignContent"];
            /** @description null where it goes into chats. */
            readonly audience: components["schemas"]["Audience"] | null;
            readonly target: components["schemas"]["CampaignTargetDto"];
            readonly sender_id: string | null;
            readonly delivery: components["schemas"]["CampaignDeliveryDto"];
            /** Format: date-time */
            readonly expires_at: string | null;
            /**
             * Format: date-time
             * @description While it is `scheduled`: when its next run begins; null where somebody has to decide first.
             */
            readonly starts_at: string | null;
            readonly external_id: string | null;
            /** @description The newest run; null for a draft. */
            readonly run: components["schemas"]["RunDto"] | null;
            /** @description Id of the key that made it. */
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        readonly ApproveCampaign: {
            /** @description `confirm_token` of the check that you have seen: its text, its people, its sender, how and when, and its plan of follow-ups. If anything of it is different by now, nothing is done and the answer, 409 `state_changed`, has both sides. Stronger than `expected_recipients`, which it replaces. */
            readonly confirm_token: string;
            /** @description For colleagues; kept for good. */
            readonly comment?: string | null;
        };
        readonly RejectCampaign: {
            /** @description For colleagues; kept for good. */
            readonly comment: string;
        };
        readonly WithdrawCampaign: {
            /** @description For colleagues; kept for good. */
            readonly comment?: string | null;
        };
        readonly AuditEventDto: {
            /** @enum {string} */
            readonly object: "audit_event";
            /** @description Its place in the chain, from 1. */
            readonly seq: number;
            /** Format: date-time */
            readonly at: string;
            /** @description Id of the key that did it, or `system`. */
            readonly actor: string;
            /** @description Whom the key was issued to, by their id in the messenger; null: a system. */
            readonly person_id: number | null;
            /** @description The operation of this document. */
            readonly action: string;
            /** @description Id of what it was done to. */
            readonly target: string | null;
            readonly reason: string | null;
            /** @description What matters of it; never texts, tokens or names. */
            readonly data: {
                readonly [key: string]: unknown;
            };
            /** @description Hash of the row before; zeros at the beginning. */
            readonly prev: string;
            /** @description SHA-256 over `prev` and the row. */
            readonly hash: string;
        };
        readonly AuditBreakDto: {
            readonly seq: number;
            /**
             * @description `altered`: another content; `unlinked`: another row before it; `missing`: it is not there.
             * @enum {string}
             */
            readonly why: "altered" | "unlinked" | "missing";
        };
        readonly AuditVerdictDto: {
            /** @enum {string} */
            readonly object: "audit_verdict";
            /** @description Whether every row is as it was written. */
            readonly ok: boolean;
            /** @description Rows that are right, up to the first that is not. */
            readonly count: number;
            /** @description Hash of the last right row. */
            readonly head: string;
            /** @description The first row that is not. */
            readonly broken: components["schemas"]["AuditBreakDto"] | null;
        };
        readonly CapacityBreakerDto: {
            /**
             * @description `doubts`: too many sends ended in doubt; nothing is sent until the messenger answers a read and then a single send, by itself. `throttled`: five 429 in a row; it goes on at the lowest rate and grows by itself. Does something else use the token, or is VESTNIK_SEND_LIMIT too high?
             * @enum {string}
             */
            readonly kind: "doubts" | "throttled";
            /**
             * Format: date-time
             * @description null: not known.
             */
            readonly since: string | null;
        };
        readonly CapacityHoldDto: {
            /**
             * @description The class of requests that waits.
             * @enum {string}
             */
            readonly class: "send" | "history" | "events" | "other";
            /** Format: date-time */
            readonly until: string;
        };
        readonly CapacityCorrectionsDto: {
            /** @description Messages to be deleted: they go before all sends that are not urgent. */
            readonly recalls: number;
            /** @description Messages to be changed: they go behind all sends. */
            readonly edits: number;
        };
        readonly CapacityRunDto: {
            readonly run_id: string;
            readonly campaign_id: string;
            readonly title: string;
            /** @enum {string} */
            readonly status: "preparing" | "running" | "paused" | "cancelling";
            /** @enum {string} */
            readonly priority: "urgent" | "normal" | "low";
            /** @description Recipients that are not closed yet. */
            readonly open: number;
            /** @description Those of them whose outcome is being found out. */
            readonly unknown: number;
            /** @description What goes out before its last message: messages of other runs, and, unless it is urgent, recalls; 0 unless it is running. Edits come behind every message. */
            readonly ahead: number;
            /**
             * Format: date-time
             * @description When its last message goes out at the bot's rate of the last minute; null: nothing was sent in it, nothing is left to send, or it is not running.
             */
            readonly finish_at: string | null;
        };
        readonly CapacitySenderDto: {
            readonly sender_id: string;
            readonly name: string;
            /** @enum {string} */
            readonly status: "checking" | "active" | "held";
            /** @description Whether a worker carries its traffic right now. */
            readonly owned: boolean;
            /** @description Most messages in any second, as configured. */
            readonly limit_per_s: number;
            /** @description The same at present: halved when the messenger answers 429, growing back after half a minute. */
            readonly effective_limit_per_s: number;
            /** @description Messages a second over the last minute. */
            readonly rate_per_s: number;
            /** @description Times that the messenger answered 429 within the last hour. */
            readonly throttled_last_hour: number;
            /** @description What keeps its sends back. */
            readonly breakers: readonly components["schemas"]["CapacityBreakerDto"][];
            /** @description Waits that the messenger asked for. */
            readonly holds: readonly components["schemas"]["CapacityHoldDto"][];
            /** @description Corrections that take places at the same limit as sends. Those of messages in doubt count once that is settled. */
            readonly corrections: components["schemas"]["CapacityCorrectionsDto"];
            /** @description Runs that are not over, oldest first. */
            readonly queue: readonly components["schemas"]["CapacityRunDto"][];
        };
        readonly CapacityDto: {
            /** @enum {string} */
            readonly object: "capacity";
            /**
             * Format: date-time
             * @description The moment of all figures.
             */
            readonly as_of: string;
            /** @description All bots, oldest first. */
            readonly senders: readonly components["schemas"]["CapacitySenderDto"][];
        };
        readonly SenderHoldDto: {
            /** @enum {string} */
            readonly code: "token_rejected" | "scope_missing" | "access_denied" | "payment_required" | "token_unreadable" | "same_bot";
            readonly detail: string | null;
        };
        readonly MarkerChannelsDto: {
            /**
             * @description The fragment of the picture's address (M1).
             * @enum {string}
             */
            readonly avatar: "untested" | "kept" | "lost" | "unusable";
            /**
             * @description The data of a button (M2).
             * @enum {string}
             */
            readonly buttons: "untested" | "kept" | "lost" | "unusable";
            /**
             * @description A message shows in the history of its chat (M3).
             * @enum {string}
             */
            readonly history: "untested" | "kept" | "lost" | "unusable";
            /**
             * @description An edit that does not name the marker leaves it in its place.
             * @enum {string}
             */
            readonly edit: "untested" | "kept" | "lost" | "unusable";
            /**
             * Format: date-time
             * @description When a canary, or the answer to a send, last told something.
             */
            readonly checked_at: string | null;
            /**
             * @description How the last canary ended; null: there was none, for example for want of a `canary_user_id`. After `passed` and `lost` the channels say what was found; after the others they say what was known before.
             * @enum {string|null}
             */
            readonly outcome: "passed" | "lost" | "account_refused" | "sender_refused" | "text_refused" | "unanswered" | null;
            /** Format: date-time */
            readonly tried_at: string | null;
        };
        readonly SenderDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "sender";
            readonly name: string;
            /**
             * @description `checking`: the token was not tried yet. `active`: it works. `held`: see `hold`.
             * @enum {string}
             */
            readonly status: "checking" | "active" | "held";
            readonly hold: components["schemas"]["SenderHoldDto"] | null;
            /** @description Beginning and end of the token. */
            readonly token_hint: string;
            /** @description Id of the bot's account in the messenger. */
            readonly bot_user_id: number | null;
            readonly bot_name: string | null;
            /** @description What the messenger lets it do. */
            readonly scopes: readonly string[];
            /** Format: date-time */
            readonly checked_at: string | null;
            /** @description The person whose chat the bot tries its messages in. */
            readonly canary_user_id: number | null;
            /** @description Whether the messenger keeps what proves a message to be a delivery's. `untested` is no trouble; where `avatar` is `lost`, doubts of this bot wait for a person. */
            readonly marker_channels: components["schemas"]["MarkerChannelsDto"];
            /** Format: date-time */
            readonly created_at: string;
        };
        readonly ConnectionDirectoryDto: {
            /**
             * Format: date-time
             * @description As of when the last whole reading of the people was; null: there was none yet.
             */
            readonly synced_at: string | null;
            readonly age_s: number | null;
        };
        readonly ConnectionDto: {
            /** @enum {string} */
            readonly object: "connection";
            /**
             * @description `ok`: a bot works. `checking`: its token was not tried yet. `degraded`: some bot is held. `not_connected`: there is no bot, or all are held.
             * @enum {string}
             */
            readonly status: "ok" | "checking" | "degraded" | "not_connected";
            readonly senders: readonly components["schemas"]["SenderDto"][];
            readonly directory: components["schemas"]["ConnectionDirectoryDto"];
        };
        readonly ControlCampaign: {
            /** @description Why, for colleagues. */
            readonly reason?: string | null;
        };
        readonly ControlledCampaignDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "campaign";
            readonly title: string;
            /** @enum {string} */
            readonly status: "draft" | "awaiting_approval" | "scheduled" | "running" | "completed" | "cancelled";
            /** @description Grows with every change; the ETag in quotes. */
            readonly version: number;
            readonly content: components["schemas"]["CampaignContent"];
            /** @description null where it goes into chats. */
            readonly audience: components["schemas"]["Audience"] | null;
            readonly target: components["schemas"]["CampaignTargetDto"];
            readonly sender_id: string | null;
            readonly delivery: components["schemas"]["CampaignDeliveryDto"];
            /** Format: date-time */
            readonly expires_at: string | null;
            /**
             * Format: date-time
             * @description While it is `scheduled`: when its next run begins; null where somebody has to decide first.
             */
            readonly starts_at: string | null;
            readonly external_id: string | null;
            /** @description The newest run; null for a draft. */
            readonly run: components["schemas"]["RunDto"] | null;
            /** @description Id of the key that made it. */
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            /** @description Messages that were under way and could not be held back any more: they may still arrive. */
            readonly in_flight: number;
            /** @description Sends whose outcome is being found out. */
            readonly unknown: number;
        };
        readonly CorrectionDto: {
            /** @enum {string} */
            readonly object: "correction";
            /** @enum {string} */
            readonly kind: "recall" | "edit" | "retry";
            /** @description Its operation. */
            readonly operation_id: string;
            readonly run_id: string;
            /** @description What was chosen. Recall: `scope`, `remaining`; edit: `version`, `material`; retry: `reasons`, `include_unproven`. */
            readonly params: {
                readonly [key: string]: unknown;
            };
            readonly reason: string;
            /** @description Id of the key that asked for it. */
            readonly requested_by: string;
            /** Format: date-time */
            readonly requested_at: string;
            /** @enum {string} */
            readonly status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            /** @description Messages, or people of a retry, that are through. */
            readonly done: number;
            /** @description Of so many. */
            readonly total: number;
            /** @description What came of it, once it has succeeded. */
            readonly result: {
                readonly [key: string]: unknown;
            } | null;
            /** Format: date-time */
            readonly finished_at: string | null;
        };
        readonly ChatDto: {
            /** @description The messenger's own id. */
            readonly id: number;
            /** @enum {string} */
            readonly object: "chat";
            readonly name: string | null;
            readonly owner_id: number | null;
            readonly channel: boolean;
            readonly archived: boolean;
            readonly public: boolean;
            /** @description Whether the bot that reads the directory is in it. */
            readonly member: boolean;
            /** @description Bots and suspended people among them. */
            readonly members_count: number;
            /** Format: date-time */
            readonly last_message_at: string | null;
            /**
             * Format: date-time
             * @description As of when this and its members are known.
             */
            readonly synced_at: string;
        };
        readonly PersonPropertyDto: {
            readonly id: number;
            readonly name: string;
            /** @description `string`, `number`, `date`, `link` or `other`. */
            readonly data_type: string;
            /** @description Always text: numbers in decimal, dates in ISO form. */
            readonly value: string | null;
        };
        readonly PersonDto: {
            /** @description The messenger's own id. */
            readonly id: number;
            /** @enum {string} */
            readonly object: "person";
            readonly name: string;
            readonly first_name: string | null;
            readonly last_name: string | null;
            readonly nickname: string;
            readonly department: string | null;
            readonly title: string | null;
            readonly role: string;
            readonly suspended: boolean;
            readonly bot: boolean;
            /** @description `confirmed`, or `sent` while an invitation is open. */
            readonly invite_status: string;
            readonly time_zone: string | null;
            /** @description Their status says so; the messenger delivers all the same. */
            readonly away: boolean;
            /** @description null unless VESTNIK_STORE_EMAIL is set and the messenger shows it to bots. */
            readonly email: string | null;
            /** @description Whether they are left out of every campaign. */
            readonly opted_out: boolean;
            readonly tags: readonly string[];
            /** @description Fields that the workspace has added. */
            readonly custom_properties: readonly components["schemas"]["PersonPropertyDto"][];
            /**
             * Format: date-time
             * @description As of when this is known.
             */
            readonly synced_at: string;
            /** Format: date-time */
            readonly left_at: string | null;
        };
        readonly TagDto: {
            /** @description The messenger's own id. */
            readonly id: number;
            /** @enum {string} */
            readonly object: "tag";
            readonly name: string;
            /** @description How many people have it, as the messenger counts. */
            readonly users_count: number;
        };
        readonly NamedGroupDto: {
            /** @enum {string} */
            readonly object: "department" | "title" | "property_value";
            readonly name: string;
            /** @description Suspended people among them. */
            readonly users_count: number;
        };
        readonly PropertyDto: {
            /** @description The messenger's own id. */
            readonly id: number;
            /** @enum {string} */
            readonly object: "property";
            readonly name: string;
            /** @description `string`, `number`, `date`, `link` or `other`. */
            readonly data_type: string;
            /** @description How many people have a value. */
            readonly users_count: number;
        };
        readonly DirectoryPartDto: {
            readonly count: number;
            /**
             * Format: date-time
             * @description As of when it is known; null: never read.
             */
            readonly synced_at: string | null;
            readonly age_s: number | null;
            /**
             * @description Why it could not be read the last time; what is shown is older then.
             * @enum {string|null}
             */
            readonly problem: "scope_missing" | "upstream_unavailable" | null;
        };
        readonly OperationFailureDto: {
            /** @description Stable word for machines. */
            readonly code: string;
            readonly detail: string;
            /** @description Numbers and words of it, by the code; absent where there are none. */
            readonly facts?: {
                readonly [key: string]: unknown;
            };
        };
        readonly OperationDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "operation";
            readonly type: string;
            /** @enum {string} */
            readonly status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            /** @description Units done so far, such as pages. */
            readonly done: number;
            /** @description Units in all; null until known. */
            readonly total: number | null;
            /** @description What came of it, once it has succeeded. */
            readonly result: {
                readonly [key: string]: unknown;
            } | null;
            /** @description Why it failed, once it has. */
            readonly error: components["schemas"]["OperationFailureDto"] | null;
            /** @description Whether somebody asked to cancel it. */
            readonly is_cancel_requested: boolean;
            /** @description Id of the key that asked for it, or `system`. */
            readonly requested_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly started_at: string | null;
            /** Format: date-time */
            readonly finished_at: string | null;
        };
        readonly SyncEstimateDto: {
            /** @description Requests to the messenger; null until the people were counted. */
            readonly requests: number | null;
            readonly duration_s: number | null;
            /**
             * @description `last_sync`: at its pace; `assumption`: at one request in 150 ms or the limit.
             * @enum {string}
             */
            readonly basis: "last_sync" | "assumption";
        };
        readonly DirectoryDto: {
            /** @enum {string} */
            readonly object: "directory";
            readonly people: components["schemas"]["DirectoryPartDto"];
            readonly tags: components["schemas"]["DirectoryPartDto"];
            readonly departments: components["schemas"]["DirectoryPartDto"];
            readonly titles: components["schemas"]["DirectoryPartDto"];
            readonly properties: components["schemas"]["DirectoryPartDto"];
            readonly chats: components["schemas"]["DirectoryPartDto"];
            /**
             * Format: date-time
             * @description When everything was read last, all chats included.
             */
            readonly full_synced_at: string | null;
            /** @description The sync that waits or runs, or else the last one. */
            readonly latest_sync: components["schemas"]["OperationDto"] | null;
            /** @description What the next sync will cost. */
            readonly estimate: components["schemas"]["SyncEstimateDto"];
        };
        readonly SyncBody: {
            /**
             * @description false: of the chats only those with news are read, as between nights. People and tags are always read whole.
             * @default true
             */
            readonly full?: boolean | null;
            /**
             * @description Believe an answer that lacks more than half of the people. `error.facts` of the sync that was refused (`directory_shrunk`) has the numbers.
             * @default false
             */
            readonly allow_shrink?: boolean | null;
        };
        readonly OptOutDto: {
            /** @enum {string} */
            readonly object: "opt_out";
            /** @description The messenger's own id of the person. */
            readonly user_id: number;
            readonly reason: string;
            /** Format: date-time */
            readonly until: string | null;
            /** @description Id of the key that asked for it. */
            readonly set_by: string;
            /** Format: date-time */
            readonly set_at: string;
        };
        readonly OptOutBody: {
            /** @description Why, for those who ask later. Shown at this address only. */
            readonly reason: string;
            /**
             * Format: date-time
             * @description When it ends by itself; null or absent: only somebody ends it.
             */
            readonly until?: string | null;
        };
        readonly RecipientUserDto: {
            /** @description The messenger's own id. */
            readonly id: number;
            readonly name: string | null;
            readonly department: string | null;
            readonly title: string | null;
            readonly time_zone: string | null;
        };
        readonly RecipientThreadDto: {
            /** @description The messenger's own id, as the two below. */
            readonly id: number;
            /** @description Below which message. */
            readonly message_id: number;
            /** @description In which chat the message stands. */
            readonly chat_id: number;
        };
        readonly ChatReadersDto: {
            /** @description Members of the chat when it was posted, and who joined since; bots are none. */
            readonly members: number;
            /** @description Of `members`, known to have read it. */
            readonly read: number;
            /** @description Have read it without being members, as in an open channel. */
            readonly read_by_others: number;
            /**
             * Format: date-time
             * @description Every read before this moment is counted.
             */
            readonly as_of: string | null;
        };
        readonly RecipientPinDto: {
            /**
             * @description `waiting`: to be pinned, or refused so far, as `reason` tells. `failed`: refused to the end; with `pinned_at`, it is still pinned. `not_needed`: recalled, gone, or posted after its time.
             * @enum {string}
             */
            readonly status: "waiting" | "pinned" | "unpinned" | "failed" | "not_needed";
            /** Format: date-time */
            readonly until: string;
            /** Format: date-time */
            readonly pinned_at: string | null;
            /**
             * Format: date-time
             * @description When it was unpinned, or given up.
             */
            readonly ended_at: string | null;
            /** @description `scope_missing`: the bot lacks `pins:write`; `forbidden`: it may not pin in this chat; else the messenger's codes. It is tried again every ten minutes. `recalled`, `message_gone`, `too_late`: why it is not needed. */
            readonly reason: string | null;
        };
        readonly RecipientChatDto: {
            /** @description The messenger's own id; of a thread, that of its own chat. */
            readonly id: number;
            /** @description Of a thread, that of the chat above. */
            readonly name: string | null;
            /** @description null: the post stands in the chat itself. */
            readonly thread: components["schemas"]["RecipientThreadDto"] | null;
            /** @description null: not posted yet. */
            readonly readers: components["schemas"]["ChatReadersDto"] | null;
            /** @description null: the post is not to be pinned (`target.pin_until`, `pin_for_hours`), or is not there yet. */
            readonly pin: components["schemas"]["RecipientPinDto"] | null;
        };
        readonly RecipientDeliveryDto: {
            /** @enum {string} */
            readonly status: "pending" | "sending" | "unknown" | "sent" | "failed" | "skipped" | "cancelled" | "expired";
            /** @description Why it failed or was skipped. */
            readonly reason: string | null;
            /** Format: date-time */
            readonly sent_at: string | null;
            readonly message_id: number | null;
            /** @description The message in the messenger. */
            readonly url: string | null;
            /** @description How often it was tried to post it. */
            readonly attempts: number;
        };
        readonly EngagementDto: {
            readonly read: boolean;
            /** @description Read after the first and not later than the second moment. */
            readonly read_between: readonly string[] | null;
            /**
             * Format: date-time
             * @description The middle of `read_between`.
             */
            readonly read_at_estimate: string | null;
            /**
             * @description How it is known.
             * @enum {string|null}
             */
            readonly source: "poll" | "newer_message" | "click" | "reaction" | "reply" | null;
            /**
             * Format: date-time
             * @description Known to be unread at this moment.
             */
            readonly unread_as_of: string | null;
            /**
             * Format: date-time
             * @description When they confirmed it.
             */
            readonly acked_at: string | null;
            /** @description What they answered: `ack`, or the value of a choice. */
            readonly choice: string | null;
            /**
             * @description What they confirmed it with: a button, or a reaction that the text asks for.
             * @enum {string|null}
             */
            readonly ack_source: "click" | "reaction" | null;
            /** @description The version of the text that they confirmed last. Where `acked_at` is null, the text has become another since, and they are asked again. */
            readonly acked_version: number | null;
            /** @description Questions that they asked by the form behind a button; `…/questions` has their words. */
            readonly questions: number;
        };
        readonly RecipientRecallDto: {
            /**
             * @description `already_gone`: somebody else had deleted it. `not_needed`: it turned out never to have been sent.
             * @enum {string}
             */
            readonly status: "waiting" | "recalled" | "already_gone" | "failed" | "not_needed" | "cancelled";
            /**
             * @description Whether it had been read by `looked_at`, right before it was deleted; `unknown`: nobody could tell.
             * @enum {string|null}
             */
            readonly reading: "before_read" | "after_read" | "unknown" | null;
            /** Format: date-time */
            readonly looked_at: string | null;
            /** @description Why the messenger would not, in its codes. */
            readonly reason: string | null;
            /** Format: date-time */
            readonly requested_at: string;
            /** Format: date-time */
            readonly finished_at: string | null;
        };
        readonly RecipientEditDto: {
            /**
             * @description `superseded`: the message was to be recalled. `not_needed`: it was never sent before.
             * @enum {string}
             */
            readonly status: "waiting" | "done" | "failed" | "superseded" | "not_needed" | "cancelled";
            /** @description The version that it is to say. */
            readonly version: number;
            /** @description Why the messenger would not, in its codes. */
            readonly reason: string | null;
        };
        readonly DeliveredCampaignDto: {
            readonly id: string;
            readonly title: string;
        };
        readonly PersonDeliveryDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "recipient";
            /** @description null: it is a chat. */
            readonly user: components["schemas"]["RecipientUserDto"] | null;
            /** @description Of a campaign into chats; null: it is a person. */
            readonly chat: components["schemas"]["RecipientChatDto"] | null;
            /** @description By which part of the audience they belong to it; `late_join`: they came to be named by it after the launch. */
            readonly included_by: string;
            readonly delivery: components["schemas"]["RecipientDeliveryDto"];
            readonly engagement: components["schemas"]["EngagementDto"];
            /** @description Which version of the text they have. */
            readonly content_version: number | null;
            /** @description Whether the message was taken back; null: nobody asked for it. */
            readonly recall: components["schemas"]["RecipientRecallDto"] | null;
            /** @description The newest change of the message; null: it was never to be changed. */
            readonly edit: components["schemas"]["RecipientEditDto"] | null;
            readonly campaign: components["schemas"]["DeliveredCampaignDto"];
            readonly run_id: string;
        };
        readonly Finding: {
            /** @description Stable word for machines. */
            readonly code: string;
            /**
             * @description `error`: somebody should look today.
             * @enum {string}
             */
            readonly severity: "error" | "warning";
            /** @description What is wrong and what to do. */
            readonly detail: string;
            /** @description Ids of the campaigns, senders or webhook endpoints it is about. */
            readonly subjects: readonly string[];
        };
        readonly DoctorSafeMode: {
            /** @description Whether sending waits until people's chats have been read. */
            readonly on: boolean;
            /**
             * @description other_instance: the database was restored or replaced. forgotten_send: a message was found that it does not remember.
             * @enum {string|null}
             */
            readonly code: "other_instance" | "forgotten_send" | null;
            /** Format: date-time */
            readonly since: string | null;
            /**
             * Format: date-time
             * @description Until when the database remembers, as far as it shows.
             */
            readonly restore_point: string | null;
            /** @description Messages still to be looked up before they may be sent. */
            readonly left: number;
            /** @description Messages that wait because their chats cannot be read. */
            readonly unreadable: number;
        };
        readonly DoctorGuardRefusals: {
            /** @description Changes that the database refused, ever. Each is a defect. */
            readonly ever: number;
            /** @description The same in the last seven days. */
            readonly recent: number;
        };
        readonly DoctorDuplicates: {
            /** @description Second copies ever found. */
            readonly made: number;
            /** @description Of these, taken away again. */
            readonly removed: number;
            /** @description Of these, still to be seen. */
            readonly visible: number;
        };
        readonly DoctorDoubts: {
            /** @description Sends of which nobody knows whether they arrived. */
            readonly open: number;
            readonly oldest_seconds: number | null;
            /** @description Unreadable for long; other messages reach these people again. */
            readonly parked: number;
            /** @description Proved absent; a person says whether to send again. */
            readonly awaiting_person: number;
        };
        readonly Doctor: {
            /** @enum {string} */
            readonly object: "doctor";
            /** @description Whether no finding is an error. */
            readonly ok: boolean;
            /** @description The worst first. */
            readonly findings: readonly components["schemas"]["Finding"][];
            /** @description Runs whose rows were counted: open, or ended within a day. */
            readonly runs_checked: number;
            /** @description The same that were not counted, since they are too many. */
            readonly runs_skipped: number;
            readonly safe_mode: components["schemas"]["DoctorSafeMode"];
            /** @description Messages of our bots in the last seven days that carry a marker of ours and that nobody here sent. */
            readonly foreign_messages: number;
            readonly guard_refusals: components["schemas"]["DoctorGuardRefusals"];
            readonly duplicates: components["schemas"]["DoctorDuplicates"];
            readonly doubts: components["schemas"]["DoctorDoubts"];
            /** @description Bytes of the files that messages carry. */
            readonly file_bytes: number;
            /** @description Most bytes that they may have. */
            readonly file_bytes_limit: number;
            /** @description This process's clock minus the database's. */
            readonly clock_skew_ms: number;
            /** @description null: never read. */
            readonly directory_age_seconds: number | null;
        };
        readonly ResolveDoubt: {
            /**
             * @description `bind`: the message `message_id` is it. `send_again`: send it once more, though it may be there already. `close_as_unproven`: give up; it is `failed` for the reason `unproven`.
             * @enum {string}
             */
            readonly action: "bind" | "send_again" | "close_as_unproven";
            /** @description For `bind` alone: id of the message in the messenger. */
            readonly message_id?: number | null;
            /** @description For `send_again` alone, and required there: the person may get it twice. */
            readonly confirm_may_duplicate?: boolean | null;
            /** @description Why; kept for good. */
            readonly reason: string;
        };
        readonly CampaignTarget: {
            /**
             * @description `people`: everybody of the audience gets a direct message. `chat`: one message into each of `chat_ids`, conversations or channels that the bot is in; then there is no audience. `thread`: one message into each of `thread_ids` and into the thread below each of `message_ids`, and no audience.
             * @enum {string}
             */
            readonly type: "people" | "chat" | "thread";
            /** @description Of `chat`: 1 to 50 ids, as GET /v1/directory/chats lists them. */
            readonly chat_ids?: readonly number[] | null;
            /** @description Of `thread`: ids of threads, with `message_ids` 1 to 50. Whether the bot can post there is found out in a few seconds: POST …/check tells. The bot needs the scope `threads:read`. */
            readonly thread_ids?: readonly number[] | null;
            /** @description Of `thread`: ids of messages of chats. The thread below each is used, and opened once the campaign is sent where there is none. The bot needs the scope `threads:create`. */
            readonly message_ids?: readonly number[] | null;
            /** @description Of `thread`: people whom the text mentions are not made members of the thread. Otherwise they are. */
            readonly skip_invite_mentions?: boolean | null;
            /**
             * Format: date-time
             * @description Of `chat`: each post is pinned once it is proved to be there, and unpinned at this moment. The bot needs the scope `pins:write`; `chat.pin` of the recipients tells what became of it. null: it is not pinned.
             */
            readonly pin_until?: string | null;
            /** @description Of `chat`: each post is pinned for so many hours after it was posted, in every run of a campaign that recurs. Not with `pin_until`. */
            readonly pin_for_hours?: number | null;
        };
        readonly CampaignDelivery: {
            /** @description A few people first: those named, then a sample, then everybody. A wave goes out when the one before is settled; one with too many refusals, or with doubts that do not settle, holds the run (`ramp_failures`, `ramp_doubts`), and resuming goes on with the next. null: everybody at once. */
            readonly ramp?: components["schemas"]["CampaignRamp"] | null;
            /** @description Newcomers: people who come to be named by the audience after the launch. It is resolved again every half minute, against the directory as it is; whoever had a row of the run, sent to or left out, gets no second one. A list of people never grows. null: the people are those of the launch. */
            readonly late_joiners?: components["schemas"]["CampaignLateJoiners"] | null;
            /**
             * @description Leave out people who have not confirmed their invitation yet.
             * @default false
             */
            readonly skip_invited?: boolean | null;
            /**
             * @description Leave out guests: people of other companies in chats of this one.
             * @default false
             */
            readonly skip_guests?: boolean | null;
            /**
             * @description Whether it goes out however many notices a person has had that day (`VESTNIK_DAILY_CAP`).
             * @default false
             */
            readonly mandatory?: boolean | null;
            /**
             * @description What to do when it cannot be proven either way whether a message was delivered: `resend` prefers a second copy to a missed person, `hold` waits for a word of yours.
             * @default resend
             * @enum {string|null}
             */
            readonly on_unproven?: "resend" | "hold" | null;
            /**
             * @description Which campaigns of the bot go first: `urgent` before `normal` before `low`, always; those of one class in turn.
             * @default normal
             * @enum {string|null}
             */
            readonly priority?: "urgent" | "normal" | "low" | null;
        };
        readonly CreateCampaign: {
            /** @description What colleagues call it; never sent. */
            readonly title: string;
            /** @description What people get. */
            readonly content: components["schemas"]["CampaignContent"];
            /** @description Who gets it; required unless the target is chats. */
            readonly audience?: components["schemas"]["Audience"] | null;
            /** @description Where it goes; to people unless given. */
            readonly target?: components["schemas"]["CampaignTarget"] | null;
            /** @description The bot that sends it; the oldest active one unless given. */
            readonly sender_id?: string | null;
            /** @description How it is delivered. */
            readonly delivery?: components["schemas"]["CampaignDelivery"] | null;
            /**
             * Format: date-time
             * @description After this moment nobody gets it any more: who has not got it yet is `expired`.
             */
            readonly expires_at?: string | null;
            /** @description Your own name for it, unique for ever: creating it twice is refused. */
            readonly external_id?: string | null;
            /**
             * @description Send it at once, without a check: all or nothing, so where it cannot be sent no draft is left. Needs the scope `campaigns:send`, an Idempotency-Key and `max_recipients`.
             * @default false
             */
            readonly send?: boolean | null;
            /** @description With `send`: more people, or chats, than this are refused with 409 `recipient_limit_exceeded`. */
            readonly max_recipients?: number | null;
            /**
             * @description With `send`. That the same text is meant to go to the same people again. Without it, a text that more than half of them were sent within `VESTNIK_REPEAT_GUARD_DAYS` is refused with 409 `repeat_suspected`.
             * @default false
             */
            readonly confirm_repeat?: boolean | null;
            /** @description With `send`. For so many seconds nothing leaves, and POST …/unschedule makes it a draft again. Unless given, `VESTNIK_UNDO_WINDOW_SECONDS`. 0: it is sent at once. */
            readonly undo_window_s?: number | null;
        };
        readonly CampaignContentPatch: {
            /**
             * @description How the text is marked up.
             * @enum {string|null}
             */
            readonly format?: "pachca_markdown" | null;
            /** @description The message. `{{ user.first_name | default: "…" }}` is filled in for everybody. */
            readonly template?: string | null;
            /** @description Rows of buttons, top to bottom. */
            readonly buttons?: readonly (readonly components["schemas"]["MessageButton"][])[] | null;
            /** @description A reaction of the recipient that confirms the message as a button does (`ack`). Taking it away again takes nothing back; after a material change it is asked for anew. null: reactions confirm nothing. */
            readonly acknowledge_by?: components["schemas"]["AcknowledgeBy"] | null;
            /** @description Ids of files to attach, in the order in which they are shown; from `POST /v1/files`. */
            readonly files?: readonly string[] | null;
            /**
             * @description Whether the messenger shows what the first link leads to.
             * @default true
             */
            readonly link_preview?: boolean | null;
            /** @description The name above the message instead of the bot's; needs the scope `campaigns:persona`. */
            readonly display_name?: string | null;
            /** @description The picture beside the message instead of the bot's; needs the scope `campaigns:persona`. */
            readonly avatar_url?: string | null;
        };
        readonly UpdateCampaignTarget: {
            /**
             * @description `people`: everybody of the audience gets a direct message. `chat`: one message into each of `chat_ids`, conversations or channels that the bot is in; then there is no audience. `thread`: one message into each of `thread_ids` and into the thread below each of `message_ids`, and no audience.
             * @enum {string|null}
             */
            readonly type?: "people" | "chat" | "thread" | null;
            /** @description Of `chat`: 1 to 50 ids, as GET /v1/directory/chats lists them. */
            readonly chat_ids?: readonly number[] | null;
            /** @description Of `thread`: ids of threads, with `message_ids` 1 to 50. Whether the bot can post there is found out in a few seconds: POST …/check tells. The bot needs the scope `threads:read`. */
            readonly thread_ids?: readonly number[] | null;
            /** @description Of `thread`: ids of messages of chats. The thread below each is used, and opened once the campaign is sent where there is none. The bot needs the scope `threads:create`. */
            readonly message_ids?: readonly number[] | null;
            /** @description Of `thread`: people whom the text mentions are not made members of the thread. Otherwise they are. */
            readonly skip_invite_mentions?: boolean | null;
            /**
             * Format: date-time
             * @description Of `chat`: each post is pinned once it is proved to be there, and unpinned at this moment. The bot needs the scope `pins:write`; `chat.pin` of the recipients tells what became of it. null: it is not pinned.
             */
            readonly pin_until?: string | null;
            /** @description Of `chat`: each post is pinned for so many hours after it was posted, in every run of a campaign that recurs. Not with `pin_until`. */
            readonly pin_for_hours?: number | null;
        };
        readonly UpdateCampaign: {
            /** @description What colleagues call it; never sent. */
            readonly title?: string | null;
            /** @description What people get. */
            readonly content?: components["schemas"]["CampaignContentPatch"] | null;
            /** @description Who gets it; required unless the target is chats. */
            readonly audience?: components["schemas"]["Audience"] | null;
            /** @description Where it goes; to people unless given. */
            readonly target?: components["schemas"]["UpdateCampaignTarget"] | null;
            /** @description The bot that sends it; the oldest active one unless given. */
            readonly sender_id?: string | null;
            /** @description How it is delivered. */
            readonly delivery?: components["schemas"]["CampaignDelivery"] | null;
            /**
             * Format: date-time
             * @description After this moment nobody gets it any more: who has not got it yet is `expired`.
             */
            readonly expires_at?: string | null;
            /** @description Your own name for it, unique for ever: creating it twice is refused. */
            readonly external_id?: string | null;
            /** @description Only for what is scheduled. How many people, or chats, you mean to reach: `recipients.to_send` of the check that you have seen. If it is another number by now, nothing is sent and the answer is 409 `audience_changed`. Needed unless there is a `confirm_token`. */
            readonly expected_recipients?: number | null;
            /** @description Only for what is scheduled; the check must have been told of the same `change`. `confirm_token` of the check that you have seen: its text, its people, its sender, how and when, and its plan of follow-ups. If anything of it is different by now, nothing is done and the answer, 409 `state_changed`, has both sides. Stronger than `expected_recipients`, which it replaces. */
            readonly confirm_token?: string | null;
            /**
             * @description Only for what is scheduled. That the same text is meant to go to the same people again. Without it, a text that more than half of them were sent within `VESTNIK_REPEAT_GUARD_DAYS` is refused with 409 `repeat_suspected`.
             * @default false
             */
            readonly confirm_repeat?: boolean | null;
        };
        readonly EditCheckDto: {
            /** @enum {string} */
            readonly object: "edit_check";
            readonly run_id: string;
            /** @description For whom something would change: the sum of the next four, and the `expected_recipients`. */
            readonly affected: number;
            /** @description Messages that would be changed. */
            readonly sent: number;
            /** @description Under way: changed as soon as they have arrived. */
            readonly sending: number;
            /** @description In doubt: changed when they are found. */
            readonly unknown: number;
            /** @description Not sent yet: they get the new text at once. */
            readonly waiting: number;
        };
        readonly EditSent: {
            /** @description The whole message as it is to be from now on. */
            readonly content: components["schemas"]["CampaignContent"];
            /**
             * @description Whether it says something else than before, rather than the same in better words.
             * @default false
             */
            readonly material?: boolean | null;
            /** @description Why; kept for good. */
            readonly reason: string;
            /** @description `affected` of the check that you have seen. If it is another number by now, nothing happens and the answer is 409 `audience_changed`. */
            readonly expected_recipients: number;
        };
        readonly ErrorTitleDto: {
            readonly en: string;
            readonly ru: string;
        };
        readonly ErrorKindDto: {
            readonly code: string;
            readonly status: number;
            readonly title: components["schemas"]["ErrorTitleDto"];
        };
        readonly Event: {
            /** @description Also the `webhook-id` of each post that tells of it. */
            readonly id: string;
            /** @enum {string} */
            readonly object: "event";
            /** @description Its place: from 1, without gaps. `id` of the stream. */
            readonly sequence: number;
            /**
             * @description `campaign.scheduled`: It was given a time, or times (`kind`, `next_at`, `by`). `campaign.approval_requested`: A second person is asked to agree (`by`). `campaign.approved`: A second person has agreed; it goes out (`by`). `campaign.rejected`: It is a draft again: rejected, or taken back (`by`). `campaign.break_glass`: Somebody sends to many without a second person (`by`, `reason`). `campaign.started`: A run was launched. `campaign.progressed`: A quarter, half or three quarters of a run are closed (`percent`). `campaign.paused`: Somebody paused it (`by`, `reason`). `campaign.held`: The system paused it, and says why (`code`, `reason`). `campaign.resumed`: It goes on. `campaign.reopened`: A completed run goes on for those whom it had given up. `campaign.cancelling`: Somebody cancelled it; sends that were under way are followed to their truth. `campaign.completed`: Every recipient has it or was given up. `campaign.cancelled`: It was cancelled, and nothing of it is open any more. `campaign.recalled`: A recall is through (`operation_id`). `schedule.skipped`: A time of a schedule at which nobody was sent anything (`local_key`, `fires_at`, `outcome`, `code`). `delivery.failed`: Messages that were given up, some seconds’ worth at once (`delivery_ids`). `receipt.read`: Messages that were seen to be read, some seconds’ worth at once (`delivery_ids`). `receipt.acknowledged`: Somebody has confirmed a message (`user_id`, `choice`, `source`). `question.asked`: Somebody asked by the form behind a button (`question_id`, `delivery_id`, `user_id`). `export.ready`: A file can be fetched, by the key that asked for it (`export_id`, `format`, `by`). `connection.degraded`: A bot cannot send (`sender_id`, `code`). `connection.restored`: It can again. `webhook.test`: Asked for, to try one webhook endpoint; goes to that one alone.
             * @enum {string}
             */
            readonly type: "campaign.scheduled" | "campaign.approval_requested" | "campaign.approved" | "campaign.rejected" | "campaign.break_glass" | "campaign.started" | "campaign.progressed" | "campaign.paused" | "campaign.held" | "campaign.resumed" | "campaign.reopened" | "campaign.cancelling" | "campaign.completed" | "campaign.cancelled" | "campaign.recalled" | "schedule.skipped" | "delivery.failed" | "receipt.read" | "receipt.acknowledged" | "question.asked" | "export.ready" | "connection.degraded" | "connection.restored" | "webhook.test";
            /** Format: date-time */
            readonly timestamp: string;
            /** @description Ids and words only; ask the API for the rest. */
            readonly data: {
                readonly [key: string]: unknown;
            };
        };
        readonly EvidenceDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "evidence";
            /** @description What the sheet is not: a signature. */
            readonly notice: string;
            readonly campaign_id: string;
            readonly run_id: string;
            /** Format: date-time */
            readonly issued_at: string;
            /** @description Who asked first for just this sheet. */
            readonly issued_by: string;
            /**
             * @description SHA-256. hash_0 is of `subject`, hash_n of the bytes of hash_(n-1) and then row n without `hash`; each as JSON with its members in the order of their names, without spaces, in UTF-8 (RFC 8785).
             * @enum {string}
             */
            readonly algorithm: "sha256-chain";
            /** @description The last hash: it stands for the whole sheet. */
            readonly head: string;
            /** @description Campaign, run with the audience as it was defined, sender, every text word for word, actions. */
            readonly subject: {
                readonly [key: string]: unknown;
            };
            /** @description hash_0. */
            readonly subject_hash: string;
            /** @description In the order of the run, each with its `hash`: the person, why they belong, what was sent, the interval of reading, acknowledgements with the event that told of each, reminders, edits, recall. */
            readonly rows: readonly {
                readonly [key: string]: unknown;
            }[];
        };
        readonly AlteredRowDto: {
            /** @description Its number in the sheet, from 1. */
            readonly row: number;
            readonly delivery_id: string;
            readonly user_id: number;
            /** @description As the sheet has it. */
            readonly name: string | null;
            /** @description What says otherwise now; null: the row is gone. */
            readonly fields: readonly string[] | null;
        };
        readonly EvidenceVerificationDto: {
            /** @enum {string} */
            readonly object: "evidence_verification";
            readonly evidence_id: string;
            readonly run_id: string;
            /** Format: date-time */
            readonly issued_at: string;
            readonly issued_by: string;
            readonly head: string;
            readonly row_count: number;
            /**
             * @description `intact`: everything says what it said. `grown`: only what comes with time was added (sent, read, confirmed). `altered`: something that was written down says otherwise now, or is gone.
             * @enum {string}
             */
            readonly result: "intact" | "grown" | "altered";
            /** @description First row of the kept sheet itself that does not fit its hash, 0 for the subject; null: all do. */
            readonly broken_at: number | null;
            /** @description Whether the kept head is the last hash. */
            readonly head_right: boolean;
            /** @description Parts of the subject that say otherwise now. */
            readonly altered_subject: readonly string[];
            /** @description Rows that say otherwise now; the first 100. */
            readonly altered: readonly components["schemas"]["AlteredRowDto"][];
            readonly altered_count: number;
            /** @description Rows to which something came since. */
            readonly grown_count: number;
            /** @description Recipients who came since. */
            readonly added_count: number;
        };
        readonly RecipientsFilterBody: {
            /** @description One or more states, separated by commas. */
            readonly status?: string;
            /** @description Those who have read it, or those who got it and are not known to have. */
            readonly read?: boolean;
            /** @description Those who have confirmed it, or those who got it and have not. */
            readonly acked?: boolean;
            /** @description What they answered: `ack`, or the value of a choice. One or more, separated by commas; `\,` is a comma inside a name. */
            readonly choice?: string;
            /** @description Those whose message was taken back, or those who got it and still have it. */
            readonly recalled?: boolean;
            /**
             * @description Those who have not read it, or have not confirmed it, for whatever reason; `why` narrows it down.
             * @enum {string}
             */
            readonly not_yet?: "read" | "acked";
            /** @description With `not_yet`: the groups of `…/not-yet`, separated by commas. */
            readonly why?: string;
            /**
             * @description With `not_yet`: from how many days after the send somebody is `unread_long`.
             * @default 3
             */
            readonly unread_days?: number;
            /** @description Reasons of failing or skipping. One or more, separated by commas; `\,` is a comma inside a name. */
            readonly reason?: string;
            /** @description Departments. One or more, separated by commas; `\,` is a comma inside a name. */
            readonly department?: string;
            /** @description Titles. One or more, separated by commas; `\,` is a comma inside a name. */
            readonly title?: string;
            /** @description Time zones, IANA names; the company's takes in those who have none. One or more, separated by commas; `\,` is a comma inside a name. */
            readonly time_zone?: string;
            /** @description Tags. One or more, separated by commas; `\,` is a comma inside a name. */
            readonly tag?: string;
            /** @description Words of the name, in any order. */
            readonly q?: string;
        };
        readonly CreateExportBody: {
            /**
             * @description What goes into the file.
             * @enum {string}
             */
            readonly kind: "recipients";
            /** @description Whose newest run; either this or `run_id`. */
            readonly campaign_id?: string | null;
            /** @description Which run; either this or `campaign_id`. */
            readonly run_id?: string | null;
            /**
             * @description `csv` and `xlsx` for people, `json` for programs: words of the API, instants with the offset of the zone.
             * @enum {string}
             */
            readonly format: "csv" | "xlsx" | "json";
            /** @description As in `GET /v1/campaigns/{id}/recipients`; several values with commas, or as a list. Absent: everybody. */
            readonly filter?: components["schemas"]["RecipientsFilterBody"] | null;
            /**
             * @description Of headings and words in `csv` and `xlsx`.
             * @default ru
             * @enum {string|null}
             */
            readonly language?: "ru" | "en" | null;
            /** @description IANA name of the zone that times are shown in. Absent: the one of the settings. */
            readonly time_zone?: string | null;
        };
        readonly ExportOperationDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "operation";
            readonly type: string;
            /** @enum {string} */
            readonly status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            /** @description Units done so far, such as pages. */
            readonly done: number;
            /** @description Units in all; null until known. */
            readonly total: number | null;
            /** @description What came of it, once it has succeeded. */
            readonly result: {
                readonly [key: string]: unknown;
            } | null;
            /** @description Why it failed, once it has. */
            readonly error: components["schemas"]["OperationFailureDto"] | null;
            /** @description Whether somebody asked to cancel it. */
            readonly is_cancel_requested: boolean;
            /** @description Id of the key that asked for it, or `system`. */
            readonly requested_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly started_at: string | null;
            /** Format: date-time */
            readonly finished_at: string | null;
            /** @description The file that it makes. */
            readonly export_id: string;
        };
        readonly ExportDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "export";
            /** @enum {string} */
            readonly kind: "recipients";
            /**
             * @description `ready`: the file can be fetched; `expired`: it could be.
             * @enum {string}
             */
            readonly status: "queued" | "running" | "ready" | "failed" | "cancelled" | "expired";
            readonly operation_id: string;
            readonly campaign_id: string;
            readonly run_id: string;
            /** @enum {string} */
            readonly format: "csv" | "xlsx" | "json";
            /** @enum {string} */
            readonly language: "ru" | "en";
            readonly time_zone: string;
            /** @description Recipients in the file so far. */
            readonly done: number;
            /** @description Of so many; null until known. */
            readonly total: number | null;
            /** @description Size of the file; null until it is ready. */
            readonly bytes: number | null;
            /** @description Why it failed, once it has. */
            readonly error: components["schemas"]["OperationFailureDto"] | null;
            /** @description Where the file is; null unless it can be fetched. */
            readonly file_url: string | null;
            /** Format: date-time */
            readonly requested_at: string;
            /** Format: date-time */
            readonly ready_at: string | null;
            /**
             * Format: date-time
             * @description From then on the file is gone.
             */
            readonly expires_at: string | null;
        };
        readonly ManagerRow: {
            /** @description Somebody, by their id in the messenger. */
            readonly user_id: number;
            /** @description Their manager, or HR partner. */
            readonly manager_id: number;
        };
        readonly Managers: {
            /** @description A property of the workspace that holds the id, the nickname or the e-mail of each person’s manager (e-mails are known while VESTNIK_STORE_EMAIL is set). This, or `rows`. */
            readonly property?: string | null;
            /** @description Who is whose manager, each person once. */
            readonly rows?: readonly components["schemas"]["ManagerRow"][] | null;
        };
        readonly DigestTroubleDto: {
            /** @enum {string} */
            readonly reason: "no_manager" | "manager_unknown" | "manager_ambiguous" | "manager_suspended" | "own_manager";
            readonly count: number;
        };
        readonly DigestEstimateDto: {
            /** @description Whom it would be about now: who has not done what was asked of the newest run, or, before that, who would get it. */
            readonly people: number;
            /** @description Who would get one message each. */
            readonly managers: number;
            /** @description Of `people`, nobody is told about; …/follow-up-plan/without-manager lists them. */
            readonly without_manager: readonly components["schemas"]["DigestTroubleDto"][];
        };
        readonly RungDto: {
            /** @description From 1. */
            readonly rung: number;
            readonly after_hours: number | null;
            readonly after_working_hours: number | null;
            readonly working_from: string | null;
            readonly working_to: string | null;
            readonly on_day: number | null;
            readonly at: string | null;
            /** @enum {string} */
            readonly who: "unread" | "unacknowledged" | "everyone";
            /**
             * @description How it comes.
             * @enum {string}
             */
            readonly as: "message" | "reply" | "task";
            /**
             * @description What it does about people who are away.
             * @enum {string}
             */
            readonly when_away: "skip" | "hold";
            /** @description How the managers are found whom it goes to; null: it goes to the people themselves. */
            readonly managers: components["schemas"]["Managers"] | null;
            /** @description What it would come to now; null: it goes to the people themselves. */
            readonly digest: components["schemas"]["DigestEstimateDto"] | null;
            /** @description null: what the campaign says by then. */
            readonly content: components["schemas"]["CampaignContent"] | null;
            /**
             * Format: date-time
             * @description When it comes to the newest run at the earliest; null: there is none whose people are known.
             */
            readonly due_at: string | null;
            /** @description The step of the newest run that came of it, as `follow-ups` lists it; null: none so far. */
            readonly step: number | null;
        };
        readonly FollowUpPlanDto: {
            /** @enum {string} */
            readonly object: "follow_up_plan";
            readonly rungs: readonly components["schemas"]["RungDto"][];
            /** Format: date-time */
            readonly deadline_at: string | null;
            /** @description Id of the key that set it. */
            readonly set_by: string;
            /** Format: date-time */
            readonly set_at: string;
        };
        readonly WithoutManagerDto: {
            /** @enum {string} */
            readonly object: "person_without_manager";
            readonly user_id: number;
            readonly name: string;
            readonly nickname: string;
            /**
             * @description `no_manager`: none is named; `manager_unknown`: the directory has nobody of that id, nickname or e-mail; `manager_ambiguous`: several; `manager_suspended`; `own_manager`: they are named themselves.
             * @enum {string}
             */
            readonly reason: "no_manager" | "manager_unknown" | "manager_ambiguous" | "manager_suspended" | "own_manager";
        };
        readonly FollowUpRung: {
            /**
             * @description Who is away, by their status in the messenger, gets none (`skip`), or gets it when they are back (`hold`): looked at every hour, 30 days at most, and no longer than the deadline and `expires_at` allow. The campaign is `running` meanwhile.
             * @default skip
             * @enum {string}
             */
            readonly when_away?: "skip" | "hold";
            /**
             * @description A message of its own, or a reply to the message of the campaign in the same chat. Whoever has deleted that one gets a message of its own instead. Managers get messages or tasks. A task of the messenger is due at `deadline_at`, ends with a number by which Vestnik knows it again, and stays where it is when the campaign is recalled; whether it was done is not followed.
             * @default message
             * @enum {string}
             */
            readonly as?: "message" | "reply" | "task";
            /** @description Hours after the message of each person. This, or `after_working_hours`, or `on_day` and `at`. Each rung is later than the one before, for everybody, whenever they got their message. */
            readonly after_hours?: number | null;
            /** @description Hours of working time after the message of each person: of days that are worked by the production calendar, from `working_from` to `working_to`, where they are. */
            readonly after_working_hours?: number | null;
            /** @description With `after_working_hours`: when people begin to work. */
            readonly working_from?: string | null;
            /** @description With `after_working_hours`: when they end, later in the same day. */
            readonly working_to?: string | null;
            /** @description On this day after that of the message of each person, 1 being the day after, where they are. */
            readonly on_day?: number | null;
            /** @description With `on_day`: at this time, 00:00 to 23:59, of the clock where each person is; `VESTNIK_TIME_ZONE` for those who have no zone. Quiet hours hold it, as they hold everything. */
            readonly at?: string | null;
            /**
             * @description Whom it is for: who is not known to have read, who has not confirmed, or everybody who got the message. Looked at once more right before each of its messages.
             * @enum {string}
             */
            readonly who: "unread" | "unacknowledged" | "everyone";
            /** @description To their managers instead: one message each, `content` with the names of those of theirs who have not done it below, 50 at most and a number for the rest. */
            readonly managers?: components["schemas"]["Managers"] | null;
            /** @description What it says; what the campaign says by then, once more, unless given. */
            readonly content?: components["schemas"]["CampaignContent"] | null;
        };
        readonly PutFollowUpPlan: {
            /** @description The ladder, from the first reminder to the last. */
            readonly rungs: readonly components["schemas"]["FollowUpRung"][];
            /**
             * Format: date-time
             * @description After this moment no follow-up of the plan leaves any more.
             */
            readonly deadline_at?: string | null;
        };
        readonly FollowUpFiguresDto: {
            /** @description Everybody whom it was meant for: the sum of `pending`, `unknown`, `sent`, `failed`, `skipped`, `cancelled` and `expired`. */
            readonly recipients: number;
            readonly pending: number;
            /** @description Of `pending`: they are away, and get it when they are back. */
            readonly awaiting_return: number;
            /** @description In doubt: being found out. */
            readonly unknown: number;
            readonly sent: number;
            readonly failed: number;
            /** @description Those who had read or confirmed first, too. */
            readonly skipped: number;
            readonly cancelled: number;
            readonly expired: number;
            /** @description Of `sent`, known to be read. */
            readonly read: number;
        };
        readonly FollowUpDto: {
            /** @enum {string} */
            readonly object: "follow_up";
            readonly run_id: string;
            /** @description Number within the run, 1 to 20. */
            readonly step: number;
            /** @enum {string} */
            readonly who: "unread" | "unacknowledged" | "everyone";
            /**
             * @description How it came.
             * @enum {string}
             */
            readonly as: "message" | "reply" | "task";
            /**
             * @description What it did about people who were away.
             * @enum {string}
             */
            readonly when_away: "skip" | "hold";
            /** @description It went to the managers of those people, and named them; its figures are of managers. */
            readonly to_managers: boolean;
            /** @description What it says. */
            readonly template: string;
            /** @description Its operation; null: it was made by the plan of the campaign. */
            readonly operation_id: string | null;
            readonly reason: string | null;
            /** @description Id of the key that asked for it, or `system`. */
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** @description What became of its messages. */
            readonly figures: components["schemas"]["FollowUpFiguresDto"];
        };
        readonly File: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "file";
            /** @description As its readers see it, cleaned. */
            readonly name: string;
            readonly content_type: string;
            /**
             * @description How the messenger shows it.
             * @enum {string}
             */
            readonly kind: "file" | "image" | "audio";
            /** @description Bytes. */
            readonly size: number;
            /** @description Of its bytes, in hexadecimal digits. */
            readonly sha256: string;
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
        };
        readonly LiveDto: {
            /** @enum {string} */
            readonly status: "ok";
        };
        readonly ReadyChecksDto: {
            /** @enum {string} */
            readonly database: "ok";
            /** @enum {string} */
            readonly migrations: "ok";
            /**
             * @description on: the database was restored, and chats are read before anything is sent. GET /v1/doctor tells more.
             * @enum {string}
             */
            readonly safe_mode: "off" | "on";
        };
        readonly ReadyDto: {
            /**
             * @description degraded: it serves requests, and safe mode is on.
             * @enum {string}
             */
            readonly status: "ready" | "degraded";
            readonly checks: components["schemas"]["ReadyChecksDto"];
        };
        readonly FormErrorsDto: {
            /** @description What to mend, by the name of the field, in the language of the message. */
            readonly errors: {
                readonly [key: string]: string;
            };
        };
        readonly ReceivedEventDto: {
            /**
             * @description `stored`: it is kept. `known`: it was here before. `unreadable`: its form is unknown; repeating it does not help.
             * @enum {string}
             */
            readonly status: "stored" | "known" | "unreadable";
        };
        readonly MeDto: {
            /** @enum {string} */
            readonly object: "me";
            /** @enum {string} */
            readonly kind: "api_key";
            readonly id: string;
            readonly name: string;
            /** @description Whom it was issued to, by their id in the messenger; null: a system. */
            readonly person_id: number | null;
            readonly scopes: readonly ("campaigns:read" | "campaigns:write" | "campaigns:send" | "campaigns:approve" | "campaigns:break_glass" | "campaigns:persona" | "campaigns:mention_all" | "campaigns:mandatory" | "campaigns:urgent" | "reports:read" | "directory:read" | "directory:write" | "senders:read" | "senders:write" | "webhooks:read" | "webhooks:write" | "api_keys:write" | "audit:read" | "admin")[];
            /** @description What it may send to, change and take back at most; null: no limits beside its scopes. */
            readonly limits: components["schemas"]["KeyLimits"] | null;
        };
        readonly AddMembers: {
            /** @description Ids, @nicknames, e-mails or full names, one each; numbers are ids. */
            readonly rows: readonly (string | number)[];
        };
        readonly AudienceImportRow: {
            /** @description Number of the row, from 1; a heading is not counted. */
            readonly row: number;
            /** @enum {string} */
            readonly object: "audience_import_row";
            /** @description What the row says, cut to 200 characters. */
            readonly given: string;
            /**
             * @description As what it was read.
             * @enum {string|null}
             */
            readonly kind?: "id" | "nickname" | "email" | "name" | null;
            /**
             * @description Why it brought nobody onto the list; `suspended` did, but they get nothing while they are suspended.
             * @enum {string}
             */
            readonly code: "blank" | "malformed" | "formula" | "not_found" | "ambiguous" | "duplicate" | "already_there" | "suspended" | "left";
            /** @description Who it means. */
            readonly user_id: number | null;
            /** @description How many people it may mean. */
            readonly matches: number | null;
        };
        readonly PreviewRequest: {
            /** @description What is to be looked at. */
            readonly content: components["schemas"]["CampaignContent"];
            /** @description What `{{ campaign.title }}` says. */
            readonly title?: string | null;
            /** @description Among whom edge cases are looked for; everybody unless given. */
            readonly audience?: components["schemas"]["Audience"] | null;
            /**
             * @description Leave out people who have not confirmed their invitation yet.
             * @default false
             */
            readonly skip_invited?: boolean | null;
            /**
             * @description Leave out guests.
             * @default false
             */
            readonly skip_guests?: boolean | null;
            /** @description People to show it for besides, by their ids in the messenger. */
            readonly users?: readonly number[] | null;
        };
        readonly CheckIssueDto: {
            /** @enum {string} */
            readonly level: "error" | "warning";
            readonly code: string;
            readonly detail: string;
            readonly pointer?: string;
            /** @description Of a place in the text, counted from 1. */
            readonly line?: number;
            readonly column?: number;
            readonly params?: {
                readonly [key: string]: unknown;
            };
        };
        readonly MissingFieldDto: {
            readonly field: string;
            /** @description How many of the audience lack it. */
            readonly count: number;
        };
        readonly SampleUserDto: {
            readonly id: number;
            readonly name: string;
            readonly department: string | null;
        };
        readonly SampleReasonDto: {
            /**
             * @description `given`: asked for; `typical`: has every field; `longest`: of the longest fields; `missing`: lacks `field`.
             * @enum {string}
             */
            readonly why: "given" | "typical" | "longest" | "missing";
            readonly field: string | null;
        };
        readonly SampleDto: {
            readonly user: components["schemas"]["SampleUserDto"];
            /** @description Why this person is shown. */
            readonly reasons: readonly components["schemas"]["SampleReasonDto"][];
            /** @description What the messenger would be given; null: nothing would be sent to this person. */
            readonly text: string | null;
            /** @description The same as the messenger shows it, safe to put into a page. */
            readonly html: string | null;
            /** @description Of 40,000; a Cyrillic letter has two. */
            readonly bytes: number;
            /** @description Why nothing would be sent. */
            readonly issue: components["schemas"]["CheckIssueDto"] | null;
        };
        readonly PreviewDto: {
            /** @enum {string} */
            readonly object: "preview";
            /** @description Whether no issue is an error. */
            readonly ok: boolean;
            readonly issues: readonly components["schemas"]["CheckIssueDto"][];
            /** @description Fields shown without a fallback. */
            readonly missing_fields: readonly components["schemas"]["MissingFieldDto"][];
            /** @description Given ids that nobody in the directory has. */
            readonly unknown_users: readonly number[];
            readonly samples: readonly components["schemas"]["SampleDto"][];
        };
        readonly ProductionDayDto: {
            /** @enum {string} */
            readonly object: "production_day";
            readonly date: string;
            /** @enum {string} */
            readonly kind: "workday" | "weekend" | "holiday" | "working_weekend";
            /** @description Whether somebody here has set it; else law and decree. */
            readonly is_own: boolean;
            readonly note: string | null;
            /** @description Id of the key that set it. */
            readonly set_by: string | null;
            /** Format: date-time */
            readonly set_at: string | null;
        };
        readonly ProductionCalendarDto: {
            /** @enum {string} */
            readonly object: "production_calendar";
            readonly year: number;
            /**
             * @description `decree`: transfers by the yearly decree, which `source` names. `labour_code`: no decree of that year came with this version; a holiday on a weekend takes the next workday off, and New Year’s transfers are not known. Set the days yourself with PUT once the decree is out.
             * @enum {string}
             */
            readonly basis: "decree" | "labour_code";
            readonly source: string | null;
            /** @description Days that are worked, those set here included. */
            readonly workdays: number;
            /** @description Days that are not what their weekday makes them, and those that somebody here has set. */
            readonly days: readonly components["schemas"]["ProductionDayDto"][];
        };
        readonly ProductionDayBody: {
            /**
             * @description `holiday`: nobody works, and what is moved from holidays moves from it. `workday`: it is worked.
             * @enum {string}
             */
            readonly kind: "holiday" | "workday";
            /** @description Why, for colleagues. */
            readonly note?: string | null;
        };
        readonly CheckRecall: {
            /**
             * @description `all`: every message of the newest run. `unread`: those that are not known to be read.
             * @default all
             * @enum {string|null}
             */
            readonly scope?: "all" | "unread" | null;
            /**
             * @description What becomes of those who have not got it yet, while it is being sent: `cancel` ends the run, `pause` keeps them for later.
             * @default cancel
             * @enum {string|null}
             */
            readonly remaining?: "cancel" | "pause" | null;
        };
        readonly RecallCheckDto: {
            /** @enum {string} */
            readonly object: "recall_check";
            readonly run_id: string;
            /** @description For whom something would change: the sum of the next five, and the `expected_recipients`. */
            readonly affected: number;
            /** @description Messages that would be deleted. */
            readonly sent: number;
            /** @description Under way: deleted as soon as they have arrived. */
            readonly sending: number;
            /** @description In doubt: deleted when they are found. */
            readonly unknown: number;
            /** @description Given up without proof: deleted should they be found. */
            readonly unproven: number;
            /** @description Not sent yet, and would not be (`remaining: cancel`). */
            readonly waiting: number;
            /** @description Recalled already, or being recalled; not counted above. */
            readonly recalled: number;
        };
        readonly Recall: {
            /**
             * @description `all`: every message of the newest run. `unread`: those that are not known to be read.
             * @default all
             * @enum {string|null}
             */
            readonly scope?: "all" | "unread" | null;
            /**
             * @description What becomes of those who have not got it yet, while it is being sent: `cancel` ends the run, `pause` keeps them for later.
             * @default cancel
             * @enum {string|null}
             */
            readonly remaining?: "cancel" | "pause" | null;
            /** @description Why; kept for good. */
            readonly reason: string;
            /** @description `affected` of the check that you have seen. If it is another number by now, nothing happens and the answer is 409 `audience_changed`. */
            readonly expected_recipients: number;
        };
        readonly ChoiceCountDto: {
            /** @description `ack`: the plain acknowledgement; else the value of a choice. */
            readonly choice: string;
            readonly count: number;
        };
        readonly AckSourcesDto: {
            /** @description Confirmed with a button. */
            readonly click: number;
            /** @description Confirmed with a reaction (`content.acknowledge_by`). */
            readonly reaction: number;
        };
        readonly ReasonCountDto: {
            readonly reason: string;
            readonly count: number;
        };
        readonly StatsReasonsDto: {
            readonly failed: readonly components["schemas"]["ReasonCountDto"][];
            readonly skipped: readonly components["schemas"]["ReasonCountDto"][];
        };
        readonly StatsRatesDto: {
            /** @description 0 to 1; null before the first send. */
            readonly read_of_sent: number | null;
            /** @description 0 to 1; null before the first send. */
            readonly ack_of_sent: number | null;
        };
        readonly StatsReadsDto: {
            /**
             * Format: date-time
             * @description Every read that could be seen before this moment is counted.
             */
            readonly as_of: string | null;
            /**
             * Format: date-time
             * @description When somebody looks next; null: nothing is watched any more.
             */
            readonly next_sweep_at: string | null;
            /** @description Messages whose next look is due already. */
            readonly backlog: number;
            /** @description How long ago `as_of` was when this was counted: figures are at most so old. Null: nothing is watched any more. */
            readonly age_at_most_s: number | null;
            /** @description Requests for one look at everybody who is not known to have read. */
            readonly requests_per_sweep: number;
            /** @description How long that takes at the bot's budget, when nothing else is to be asked. */
            readonly sweep_seconds: number;
            /** @description Why nobody can see who has read: `scope_missing` (the bot lacks `messages:read`), or why the bot is held. Null: nothing is in the way. */
            readonly unavailable: string | null;
        };
        readonly StatsChatsDto: {
            /** @description Messages that were posted. */
            readonly posts: number;
            /** @description Members of the chats when it was posted, and who joined since; bots are none. Of two chats each counts. */
            readonly members: number;
            /** @description Of `members`, known to have read it. */
            readonly read: number;
            /** @description Have read it without being members, as in an open channel. */
            readonly read_by_others: number;
            /**
             * Format: date-time
             * @description Every read before this moment is counted.
             */
            readonly as_of: string | null;
            /**
             * Format: date-time
             * @description When somebody looks next.
             */
            readonly next_look_at: string | null;
        };
        readonly StatsRecalledDto: {
            /** @description Deleted; unread by the look right before. */
            readonly before_read: number;
            /** @description Deleted; it had been read. */
            readonly after_read: number;
            /** @description Deleted; the messenger did not tell whether it had been read. */
            readonly read_unknown: number;
            /** @description Somebody else had deleted it before. */
            readonly already_gone: number;
            /** @description The messenger would not; the recipients tell why. */
            readonly failed: number;
            /** @description Still to be deleted, those in doubt included. */
            readonly waiting: number;
        };
        readonly StatsEditedDto: {
            /** @description The newest version of the text. */
            readonly version: number;
            /** @description Messages that say it now. */
            readonly done: number;
            /** @description The messenger would not; the recipients tell why. */
            readonly failed: number;
            /** @description Still to be changed, those in doubt included. */
            readonly waiting: number;
        };
        readonly HeldDto: {
            readonly count: number;
            /**
             * Format: date-time
             * @description When the last of them may be sent; null: nobody waits.
             */
            readonly until: string | null;
        };
        readonly StatsEtaDto: {
            /** @description Messages a second over the last minute. */
            readonly rate_per_s: number;
            /** Format: date-time */
            readonly finish_at: string | null;
        };
        readonly StatsDto: {
            readonly campaign_id: string;
            readonly run_id: string;
            /**
             * Format: date-time
             * @description All of it is counted at this moment: now, or for more than 20,000 people some seconds or minutes ago.
             */
            readonly as_of: string;
            /** @enum {string} */
            readonly object: "campaign_stats";
            /** @description Everybody of the run: the sum of the eight figures below. */
            readonly recipients: number;
            /** @description Of `recipients`, those who joined after the launch. */
            readonly late_joined: number;
            /** @description Still to be sent. */
            readonly pending: number;
            /** @description Under way. */
            readonly sending: number;
            /** @description Posted or not: it is being found out. */
            readonly unknown: number;
            readonly sent: number;
            /** @description Refused for this person. */
            readonly failed: number;
            /** @description Left out, with a reason. */
            readonly skipped: number;
            readonly cancelled: number;
            readonly expired: number;
            /** @description Of those sent, known to be read. */
            readonly read: number;
            /** @description Of those sent, confirmed it; all of them count as read. */
            readonly acked: number;
            /** @description What they answered, the most frequent first. */
            readonly choices: readonly components["schemas"]["ChoiceCountDto"][];
            readonly ack_sources: components["schemas"]["AckSourcesDto"];
            /** @description Questions asked by the form behind a button of the type `question`, under reminders included; `…/questions` has their words. */
            readonly questions: number;
            readonly reasons: components["schemas"]["StatsReasonsDto"];
            readonly rates: components["schemas"]["StatsRatesDto"];
            /** @description After how long half of those who got it had read it; null while fewer have. */
            readonly median_time_to_read_s: number | null;
            /** @description The median is exact to this, both ways. */
            readonly median_precision_s: number | null;
            readonly reads: components["schemas"]["StatsReadsDto"];
            /** @description Where it went into chats: read by `read` of `members`. null for people, whose reads are the figures above, and before the first post. */
            readonly chats: components["schemas"]["StatsChatsDto"] | null;
            /** @description Second copies that were found, ever. */
            readonly duplicates: number;
            /** @description Those of them that were deleted. */
            readonly duplicates_removed: number;
            /** @description Messages that were taken back. They stay `sent` in the figures above. */
            readonly recalled: components["schemas"]["StatsRecalledDto"];
            /** @description The newest change of what was sent; null: there was none. */
            readonly edited: components["schemas"]["StatsEditedDto"] | null;
            /** @description Pending ones that are looked up in their chats first: the database may have forgotten sending them. */
            readonly verifying: number;
            /** @description Of `pending`: these wait for the local time, quiet hours or workdays of their recipients. */
            readonly held_for_hours: components["schemas"]["HeldDto"];
            /** @description Of `pending`: their recipients have had `VESTNIK_DAILY_CAP` notices that day. */
            readonly held_for_cap: components["schemas"]["HeldDto"];
            /** @description Reminders that wait until their recipients are back (`when_away: hold`), and when they are looked at once more. */
            readonly held_for_absence: components["schemas"]["HeldDto"];
            /** @description Only while it is running. */
            readonly eta: components["schemas"]["StatsEtaDto"] | null;
        };
        readonly BreakdownGroupDto: {
            readonly recipients: number;
            readonly sent: number;
            /** @description Of those sent. */
            readonly read: number;
            /** @description Of those sent. */
            readonly acked: number;
            /** @description 0 to 1; null before the first send. */
            readonly read_of_sent: number | null;
            /** @description 0 to 1; null before the first send. */
            readonly ack_of_sent: number | null;
            /** @description Null: those who have none. */
            readonly value: string | null;
        };
        readonly OtherGroupsDto: {
            readonly recipients: number;
            readonly sent: number;
            /** @description Of those sent. */
            readonly read: number;
            /** @description Of those sent. */
            readonly acked: number;
            /** @description 0 to 1; null before the first send. */
            readonly read_of_sent: number | null;
            /** @description 0 to 1; null before the first send. */
            readonly ack_of_sent: number | null;
            /** @description How many groups it is. */
            readonly groups: number;
        };
        readonly BreakdownBodyDto: {
            readonly recipients: number;
            readonly sent: number;
            /** @description Of those sent. */
            readonly read: number;
            /** @description Of those sent. */
            readonly acked: number;
            /** @description 0 to 1; null before the first send. */
            readonly read_of_sent: number | null;
            /** @description 0 to 1; null before the first send. */
            readonly ack_of_sent: number | null;
            readonly by: string;
            /** @description Whether somebody may be in several groups, as with tags: then the groups add up to more than the people. Else the groups and `others` add up to the figures above. */
            readonly overlapping: boolean;
            /** @description Who has read least comes first. What people are like is what the directory says today. */
            readonly groups: readonly components["schemas"]["BreakdownGroupDto"][];
            /** @description Groups of fewer than five people, and those beyond the 200 largest; each person once. */
            readonly others: components["schemas"]["OtherGroupsDto"] | null;
        };
        readonly SeriesPointDto: {
            /**
             * Format: date-time
             * @description Where the interval begins. Of basis `wall`.
             */
            readonly at?: string;
            /** @description Where the interval begins, in seconds after the send. Of basis `since_send`. */
            readonly offset_s?: number;
            /** @description Sent by the end of the interval; with `since_send`, messages that are at least so old. */
            readonly sent?: number;
            /** @description Read by the end of the interval, as well as one can tell. */
            readonly read?: number;
            /** @description So many have certainly read by then. */
            readonly read_least?: number;
            /** @description More cannot have read by then. */
            readonly read_most?: number;
            /** @description Confirmed by the end of the interval. */
            readonly acked?: number;
        };
        readonly SeriesDto: {
            /** @enum {string} */
            readonly basis: "wall" | "since_send";
            /** @enum {string} */
            readonly interval: "1m" | "5m" | "15m" | "1h" | "6h" | "1d";
            /** @description Running totals. Intervals in which nothing happened are left out. Days begin when they do in the time zone of the company. */
            readonly points: readonly components["schemas"]["SeriesPointDto"][];
        };
        readonly HeatmapBodyDto: {
            /** @description The sum of the cells. */
            readonly reads: number;
            /** @description Seven rows from Monday of 24 hours each, on the readers' own clocks; a read counts at the middle of the time in which it may have been. */
            readonly cells: readonly (readonly number[])[];
        };
        readonly ReportDto: {
            readonly campaign_id: string;
            readonly run_id: string;
            /**
             * Format: date-time
             * @description All of it is counted at this moment: now, or for more than 20,000 people some seconds or minutes ago.
             */
            readonly as_of: string;
            /** @enum {string} */
            readonly object: "campaign_report";
            readonly stats: components["schemas"]["StatsDto"];
            /** @description Null: more than 20,000 people, and a field that is not counted beforehand; `…/breakdown` counts it. */
            readonly breakdown: components["schemas"]["BreakdownBodyDto"] | null;
            readonly wall: components["schemas"]["SeriesDto"];
            readonly since_send: components["schemas"]["SeriesDto"];
            readonly heatmap: components["schemas"]["HeatmapBodyDto"];
        };
        readonly BreakdownDto: {
            readonly campaign_id: string;
            readonly run_id: string;
            /**
             * Format: date-time
             * @description All of it is counted at this moment: now, or for more than 20,000 people some seconds or minutes ago.
             */
            readonly as_of: string;
            /** @enum {string} */
            readonly object: "campaign_breakdown";
            readonly breakdown: components["schemas"]["BreakdownBodyDto"];
        };
        readonly TimeseriesDto: {
            readonly campaign_id: string;
            readonly run_id: string;
            /**
             * Format: date-time
             * @description All of it is counted at this moment: now, or for more than 20,000 people some seconds or minutes ago.
             */
            readonly as_of: string;
            /** @enum {string} */
            readonly object: "campaign_timeseries";
            readonly series: components["schemas"]["SeriesDto"];
        };
        readonly HeatmapDto: {
            readonly campaign_id: string;
            readonly run_id: string;
            /**
             * Format: date-time
             * @description All of it is counted at this moment: now, or for more than 20,000 people some seconds or minutes ago.
             */
            readonly as_of: string;
            /** @enum {string} */
            readonly object: "campaign_heatmap";
            readonly heatmap: components["schemas"]["HeatmapBodyDto"];
        };
        readonly FailureGroupDto: {
            /** @enum {string} */
            readonly status: "unknown" | "failed" | "skipped" | "cancelled" | "expired";
            readonly reason: string | null;
            readonly count: number;
            /** @description What happened, in words. */
            readonly title: string;
            /** @description What to do about it. */
            readonly advice: string;
            /** @description Whether `retry-failed` takes them by itself. */
            readonly retryable: boolean;
            /** @description Who they are. */
            readonly recipients: string;
        };
        readonly FailuresDto: {
            readonly campaign_id: string;
            readonly run_id: string;
            /**
             * Format: date-time
             * @description All of it is counted at this moment: now, or for more than 20,000 people some seconds or minutes ago.
             */
            readonly as_of: string;
            /** @enum {string} */
            readonly object: "campaign_failures";
            /** @description Everybody whom it did not reach: the sum of the groups. */
            readonly total: number;
            /** @description What is to be mended first; what was decided by somebody last. */
            readonly groups: readonly components["schemas"]["FailureGroupDto"][];
        };
        readonly NotYetGroupDto: {
            /** @enum {string} */
            readonly why: "on_its_way" | "not_sent" | "recalled" | "deactivated" | "never_confirmed" | "opted_out" | "away" | "read_only" | "unread_long" | "unread";
            readonly count: number;
            /** @enum {string} */
            readonly next: "wait" | "look_at_failures" | "nothing" | "invite" | "remind";
            /** @description Of `count`: a reminder waits until they are back. */
            readonly reminded_on_return: number;
            /** @description Why, in words. */
            readonly title: string;
            /** @description What to do about it. */
            readonly advice: string;
            /** @description Who they are. */
            readonly recipients: string;
        };
        readonly NotYetDto: {
            readonly campaign_id: string;
            readonly run_id: string;
            /**
             * Format: date-time
             * @description All of it is counted at this moment: now, or for more than 20,000 people some seconds or minutes ago.
             */
            readonly as_of: string;
            /** @enum {string} */
            readonly object: "campaign_not_yet";
            /** @enum {string} */
            readonly deed: "read" | "acked";
            readonly unread_days: number;
            /** @description Everybody of the run: `done` and `not_yet`. */
            readonly audience: number;
            readonly done: number;
            /** @description The sum of the groups. */
            readonly not_yet: number;
            /** @description Of them, whom a reminder may move. */
            readonly to_chase: number;
            /** @description Everybody is in one group: the first reason that holds, in this order. */
            readonly groups: readonly components["schemas"]["NotYetGroupDto"][];
        };
        readonly CheckReminder: {
            /**
             * @description Who is away, by their status in the messenger, gets none (`skip`), or gets it when they are back (`hold`): looked at every hour, 30 days at most, and no longer than the deadline and `expires_at` allow. The campaign is `running` meanwhile.
             * @default skip
             * @enum {string}
             */
            readonly when_away?: "skip" | "hold";
            /**
             * @description Of those who got the newest run: who is not known to have read it, who has not confirmed it, or everybody. Looked at once more right before each message: who has read or confirmed by then gets none.
             * @enum {string}
             */
            readonly who: "unread" | "unacknowledged" | "everyone";
            /** @description Only those of them whom these rules name. */
            readonly among?: components["schemas"]["Audience"] | null;
        };
        readonly ReminderSkipDto: {
            /** @description As in the check of a campaign; besides, `away`: their status says so; `recalled`: the message was taken back; `invite_pending`: they never confirmed their invitation. */
            readonly reason: string;
            readonly count: number;
        };
        readonly RemindCheckDto: {
            /** @enum {string} */
            readonly object: "reminder_check";
            readonly run_id: string;
            /** @description `to_send` and all of `skipped` together. */
            readonly matched: number;
            /** @description Who would get it: the `expected_recipients`. */
            readonly to_send: number;
            /** @description Of `to_send`: they are away now, and get it when they are back (`when_away: hold`). */
            readonly awaiting_return: number;
            /** @description The most frequent reason first. */
            readonly skipped: readonly components["schemas"]["ReminderSkipDto"][];
        };
        readonly Remind: {
            /**
             * @description Who is away, by their status in the messenger, gets none (`skip`), or gets it when they are back (`hold`): looked at every hour, 30 days at most, and no longer than the deadline and `expires_at` allow. The campaign is `running` meanwhile.
             * @default skip
             * @enum {string}
             */
            readonly when_away?: "skip" | "hold";
            /**
             * @description Of those who got the newest run: who is not known to have read it, who has not confirmed it, or everybody. Looked at once more right before each message: who has read or confirmed by then gets none.
             * @enum {string}
             */
            readonly who: "unread" | "unacknowledged" | "everyone";
            /** @description Only those of them whom these rules name. */
            readonly among?: components["schemas"]["Audience"] | null;
            /**
             * @description A message of its own, or a reply to the message of the campaign in the same chat. Whoever has deleted that one gets a message of its own instead.
             * @default message
             * @enum {string}
             */
            readonly as?: "message" | "reply";
            /** @description What the reminder says; what the campaign says by now, once more, unless given. */
            readonly content?: components["schemas"]["CampaignContent"] | null;
            /** @description Why, for colleagues; kept for good. */
            readonly reason?: string | null;
            /** @description `to_send` of the check that you have seen. If it is another number by now, nothing is sent and the answer is 409 `audience_changed`. */
            readonly expected_recipients: number;
        };
        readonly DeedUserDto: {
            /** @description The messenger's own id. */
            readonly id: number;
            /** @description null: the directory never knew them. */
            readonly name: string | null;
        };
        readonly ReplyDto: {
            /** @enum {string} */
            readonly object: "reply";
            /** @description The message that it is a reply to. */
            readonly delivery_id: string;
            readonly user: components["schemas"]["DeedUserDto"];
            /** @description The reply itself; what it says is in the messenger alone. */
            readonly message_id: number;
            readonly url: string | null;
            /** @description true: it answers this very message. false: it was written in the direct chat after it, before our next one. */
            readonly quotes: boolean;
            /** Format: date-time */
            readonly said_at: string;
            /**
             * Format: date-time
             * @description When it was deleted.
             */
            readonly deleted_at: string | null;
        };
        readonly ReactionDto: {
            /** @enum {string} */
            readonly object: "reaction";
            /** @description The message that it is on. */
            readonly delivery_id: string;
            readonly user: components["schemas"]["DeedUserDto"];
            /** @description The emoji. */
            readonly code: string;
            /** @description The messenger's name of it. */
            readonly name: string;
            /** Format: date-time */
            readonly put_at: string;
            /**
             * Format: date-time
             * @description When it was taken away; null: it is there.
             */
            readonly removed_at: string | null;
        };
        readonly QuestionDto: {
            /** @enum {string} */
            readonly object: "question";
            /** @description As the event `question.asked` names it. */
            readonly id: string;
            /** @description The message under which it was asked. */
            readonly delivery_id: string;
            readonly user: components["schemas"]["DeedUserDto"];
            /** @description As it was typed. */
            readonly text: string;
            /** @description That message in the messenger; its chat is where to answer. */
            readonly url: string | null;
            /** Format: date-time */
            readonly asked_at: string;
        };
        readonly RecipientDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "recipient";
            /** @description null: it is a chat. */
            readonly user: components["schemas"]["RecipientUserDto"] | null;
            /** @description Of a campaign into chats; null: it is a person. */
            readonly chat: components["schemas"]["RecipientChatDto"] | null;
            /** @description By which part of the audience they belong to it; `late_join`: they came to be named by it after the launch. */
            readonly included_by: string;
            readonly delivery: components["schemas"]["RecipientDeliveryDto"];
            readonly engagement: components["schemas"]["EngagementDto"];
            /** @description Which version of the text they have. */
            readonly content_version: number | null;
            /** @description Whether the message was taken back; null: nobody asked for it. */
            readonly recall: components["schemas"]["RecipientRecallDto"] | null;
            /** @description The newest change of the message; null: it was never to be changed. */
            readonly edit: components["schemas"]["RecipientEditDto"] | null;
        };
        readonly TimelineEventDto: {
            /** Format: date-time */
            readonly at: string;
            /** @enum {string} */
            readonly from: "pending" | "sending" | "unknown" | "sent" | "failed" | "skipped" | "cancelled" | "expired";
            /** @enum {string} */
            readonly to: "pending" | "sending" | "unknown" | "sent" | "failed" | "skipped" | "cancelled" | "expired";
            /** @description Attempts made by then. */
            readonly attempt: number;
            /** @description The worker or key that did it. */
            readonly actor: string | null;
            readonly why: string | null;
        };
        readonly AttemptDto: {
            /** @description From 1. */
            readonly attempt: number;
            /** Format: date-time */
            readonly started_at: string;
            /** Format: date-time */
            readonly ended_at: string | null;
            /**
             * @description `pending`: proved unsent, so that it could be tried again; `unknown`: in doubt.
             * @enum {string}
             */
            readonly outcome: "pending" | "sending" | "unknown" | "sent" | "failed" | "skipped" | "cancelled" | "expired";
            readonly why: string | null;
        };
        readonly RecipientDetailDto: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "recipient";
            /** @description null: it is a chat. */
            readonly user: components["schemas"]["RecipientUserDto"] | null;
            /** @description Of a campaign into chats; null: it is a person. */
            readonly chat: components["schemas"]["RecipientChatDto"] | null;
            /** @description By which part of the audience they belong to it; `late_join`: they came to be named by it after the launch. */
            readonly included_by: string;
            readonly delivery: components["schemas"]["RecipientDeliveryDto"];
            readonly engagement: components["schemas"]["EngagementDto"];
            /** @description Which version of the text they have. */
            readonly content_version: number | null;
            /** @description Whether the message was taken back; null: nobody asked for it. */
            readonly recall: components["schemas"]["RecipientRecallDto"] | null;
            /** @description The newest change of the message; null: it was never to be changed. */
            readonly edit: components["schemas"]["RecipientEditDto"] | null;
            readonly campaign_id: string;
            readonly run_id: string;
            /** @description Which exclusion left them out. */
            readonly excluded_by: string | null;
            /** @description What proves that the message exists. */
            readonly evidence: string | null;
            /** @description Whether it is still being found out if they have read it. */
            readonly watched: boolean;
            /** @description Oldest first. */
            readonly timeline: readonly components["schemas"]["TimelineEventDto"][];
            /** @description Oldest first. */
            readonly attempts: readonly components["schemas"]["AttemptDto"][];
        };
        readonly CheckRetry: {
            /** @description Whom to try again, by why they were given up. */
            readonly reasons: readonly ("suspended" | "not_found" | "invite_pending" | "direct_message_refused" | "no_access" | "refused_by_messenger" | "content_refused" | "chat_archived" | "expired")[];
            /**
             * @description Those who were given up without proof, too: they may have the message already.
             * @default false
             */
            readonly include_unproven?: boolean | null;
        };
        readonly RetryCheckDto: {
            /** @enum {string} */
            readonly object: "retry_check";
            readonly run_id: string;
            /** @description Who would be tried again: the sum of the next four, and the `expected_recipients`. */
            readonly affected: number;
            /** @description Refused by the messenger. */
            readonly failed: number;
            /** @description Left out before they were sent to. */
            readonly skipped: number;
            /** @description Their time was over. */
            readonly expired: number;
            /** @description Given up without proof. */
            readonly unproven: number;
            /** @description Of these reasons, but the directory still says that they cannot be written to; not counted above. */
            readonly still_refused: number;
        };
        readonly RetryFailed: {
            /** @description Whom to try again, by why they were given up. */
            readonly reasons: readonly ("suspended" | "not_found" | "invite_pending" | "direct_message_refused" | "no_access" | "refused_by_messenger" | "content_refused" | "chat_archived" | "expired")[];
            /**
             * @description Those who were given up without proof, too: they may have the message already.
             * @default false
             */
            readonly include_unproven?: boolean | null;
            /** @description Required with `include_unproven`: they may get it twice. */
            readonly confirm_may_duplicate?: boolean | null;
            /**
             * Format: date-time
             * @description Until when they may get it; null: without end. As the run says, unless given.
             */
            readonly expires_at?: string | null;
            /** @description Why; kept for good. */
            readonly reason: string;
            /** @description `affected` of the check that you have seen. If it is another number by now, nothing happens and the answer is 409 `audience_changed`. */
            readonly expected_recipients: number;
        };
        readonly RootDto: {
            readonly name: string;
            readonly docs: string;
            readonly openapi: string;
            readonly health: string;
        };
        readonly SavedAudience: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "audience";
            /** @enum {string} */
            readonly type: "rules" | "list";
            readonly name: string;
            readonly description: string | null;
            /** @description Null for a list. */
            readonly rules: components["schemas"]["Audience"] | null;
            /** @description How many are on the list; null for rules, which come to other people every time. */
            readonly member_count: number | null;
            /** @description Grows with every change; the ETag in quotes. */
            readonly version: number;
            /** @description Id of the key that made it. */
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        readonly CreateAudience: {
            /** @description What colleagues call it; no other saved audience has this name. */
            readonly name: string;
            /** @description For colleagues. */
            readonly description?: string | null;
            /** @description Whom it selects, anew every time. Without rules it is a list: see `POST …/members`. */
            readonly rules?: components["schemas"]["Audience"] | null;
        };
        readonly UpdateAudience: {
            /** @description What colleagues call it; no other saved audience has this name. */
            readonly name?: string | null;
            /** @description For colleagues. */
            readonly description?: string | null;
            /** @description Whom it selects, anew every time. Without rules it is a list: see `POST …/members`. */
            readonly rules?: components["schemas"]["Audience"] | null;
        };
        readonly PreviewSchedule: {
            /** @description The rule. */
            readonly rule: components["schemas"]["ScheduleRule"];
            /**
             * @description What becomes of an occurrence on a public holiday, or a day off that was transferred to; weekends are none. `next_workday` keeps the time of day.
             * @default send
             * @enum {string|null}
             */
            readonly on_holiday?: "send" | "next_workday" | "skip" | null;
            /**
             * @description How many dates.
             * @default 5
             */
            readonly limit?: number | null;
        };
        readonly PreviewedOccurrenceDto: {
            /** @description The local time at which it begins. */
            readonly local_time: string;
            /** Format: date-time */
            readonly at: string;
            /** @description `clock_gap`: the clock jumps over it, it is as much later as the jump is long. `clock_overlap`: the clock shows it twice, the first counts. `calendar_unofficial`: that year is not published yet, holidays may move. */
            readonly notes: readonly ("clock_gap" | "clock_overlap" | "moved_from_holiday" | "on_holiday" | "on_weekend" | "calendar_unofficial")[];
        };
        readonly SchedulePreviewDto: {
            /** @enum {string} */
            readonly object: "schedule_preview";
            readonly time_zone: string;
            readonly next_runs: readonly components["schemas"]["PreviewedOccurrenceDto"][];
        };
        readonly ScheduleOwn: {
            /**
             * @description `once` needs `at`, `recurring` needs `rule`.
             * @enum {string}
             */
            readonly kind: "once" | "recurring";
            /** @description With `once`: the local time, without a zone. */
            readonly at?: string | null;
            /** @description With `once`. IANA name; `VESTNIK_TIME_ZONE` unless given. */
            readonly time_zone?: string | null;
            /**
             * @description With `once`: as in a rule.
             * @enum {string|null}
             */
            readonly basis?: "campaign" | "recipient" | null;
            /** @description With `recurring`. */
            readonly rule?: components["schemas"]["ScheduleRule"] | null;
            /**
             * @description What becomes of an occurrence on a public holiday, or a day off that was transferred to; weekends are none. `next_workday` keeps the time of day.
             * @default send
             * @enum {string|null}
             */
            readonly on_holiday?: "send" | "next_workday" | "skip" | null;
            /** @description How many people, or chats, you mean to reach: `recipients.to_send` of the check that you have seen. If it is another number by now, nothing is sent and the answer is 409 `audience_changed`. Needed unless there is a `confirm_token`. */
            readonly expected_recipients?: number | null;
            /** @description `confirm_token` of the check that you have seen: its text, its people, its sender, how and when, and its plan of follow-ups. If anything of it is different by now, nothing is done and the answer, 409 `state_changed`, has both sides. Stronger than `expected_recipients`, which it replaces. The check must have been told of the same `schedule`. */
            readonly confirm_token?: string | null;
            /**
             * @description Whom each run goes to. `fresh`: whom the audience names when the run begins, within `max_change_percent`. `frozen`: exactly the people of the check, each time; who joins later is none of them, and who has left by then is left out with the reason. Not with `delivery.late_joiners`, and not into chats.
             * @default fresh
             * @enum {string|null}
             */
            readonly audience_mode?: "fresh" | "frozen" | null;
            /**
             * @description When it begins, by how many per cent the number of people may be off: beyond that its run is held (`audience_changed`) until somebody resumes or cancels it. Not with `frozen`.
             * @default 20
             */
            readonly max_change_percent?: number | null;
            /** @description More people than this are refused now (`recipient_limit_exceeded`), and hold the run (`audience_changed`) when it begins. */
            readonly max_recipients?: number | null;
            /**
             * @description As in `send`. Occurrences of a recurring campaign repeat its text anyway.
             * @default false
             */
            readonly confirm_repeat?: boolean | null;
            /**
             * @description What becomes of an occurrence that no worker could begin in time: `skip` it, begin up to `late_minutes` `late`, or `ask` (POST …/occurrences/decide). A minute late is in time.
             * @default late
             * @enum {string|null}
             */
            readonly on_missed?: "skip" | "late" | "ask" | null;
            /**
             * @description With `late`.
             * @default 60
             */
            readonly late_minutes?: number | null;
            /**
             * @description What becomes of an occurrence while the run before it is still going.
             * @default skip
             * @enum {string|null}
             */
            readonly overlap?: "skip" | "wait" | null;
            /** @description So many seconds after its time an occurrence reaches nobody any more. */
            readonly expires_after_s?: number | null;
            /** @description Why it cannot wait for a second person, where one is needed. Needs the scope `campaigns:break_glass` and a key that was issued to a person; everybody is told (`campaign.break_glass`), the doctor for a week, and it stands in the audit log. */
            readonly break_glass?: string | null;
        };
        readonly ScheduleProblemDto: {
            /** @description The code of the error that beginning it is refused with. */
            readonly code: string;
            readonly detail: string;
        };
        readonly ScheduleDto: {
            /** @enum {string} */
            readonly object: "schedule";
            readonly campaign_id: string;
            /**
             * @description `now`: sent, with a window to take it back.
             * @enum {string}
             */
            readonly kind: "now" | "once" | "recurring";
            /** @enum {string} */
            readonly status: "scheduled" | "paused" | "ended";
            /** @description Why it ended: `done`, `unscheduled`, `replaced`, `cancelled`. */
            readonly end_reason: string | null;
            /** @description null of kind `now`. */
            readonly rule: components["schemas"]["ScheduleRule"] | null;
            /** @enum {string|null} */
            readonly on_holiday: "send" | "next_workday" | "skip" | null;
            /** @enum {string} */
            readonly on_missed: "skip" | "late" | "ask";
            readonly late_minutes: number;
            /** @enum {string} */
            readonly overlap: "skip" | "wait";
            /**
             * @description `frozen`: each run goes to the people who were confirmed, and to nobody else.
             * @enum {string}
             */
            readonly audience_mode: "fresh" | "frozen";
            readonly confirmed_recipients: number;
            /** @description null: exactly those who were confirmed. */
            readonly max_change_percent: number | null;
            readonly max_recipients: number | null;
            readonly expires_after_s: number | null;
            /** @description The next five times at most. */
            readonly next_runs: readonly string[];
            /** @description Why what is due cannot begin, while that is tried every half minute. */
            readonly problem: components["schemas"]["ScheduleProblemDto"] | null;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly ended_at: string | null;
        };
        readonly OccurrenceDto: {
            /** @enum {string} */
            readonly object: "occurrence";
            /** @description The rule's own local time; what it is called by. */
            readonly local_key: string;
            /**
             * Format: date-time
             * @description When it was to begin.
             */
            readonly fires_at: string;
            /** @enum {string} */
            readonly outcome: "launched" | "missed" | "skipped" | "waiting" | "asking";
            /** @description Why not, or why late: `late`, `expired`, `newer_was_due`, `schedule_paused`, `previous_run_open`, `skipped_by_person`, `schedule_replaced`, or the code that beginning was refused with. */
            readonly reason: string | null;
            readonly run_id: string | null;
            /** @description Id of the key that decided about it. */
            readonly decided_by: string | null;
            /** Format: date-time */
            readonly recorded_at: string;
        };
        readonly DecideOccurrence: {
            /** @description Which one: `local_key` of GET …/occurrences. */
            readonly local_key: string;
            /**
             * @description Begin it now, or leave it out.
             * @enum {string}
             */
            readonly action: "send" | "skip";
        };
        readonly WebhookDto: {
            /** Format: date-time */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description Until then the secret before the present one is good, too.
             */
            readonly previous_secret_until: string | null;
            /**
             * Format: date-time
             * @description When an event last came with a good signature.
             */
            readonly accepted_at: string | null;
            /** @description Bodies with a wrong signature, to within some seconds. */
            readonly refused_count: number;
            /** Format: date-time */
            readonly refused_at: string | null;
        };
        readonly EventHistoryDto: {
            /**
             * Format: date-time
             * @description Up to when the history was read.
             */
            readonly read_at: string | null;
            /** @description Why it could not be read the last time, such as `scope_missing` (webhooks:events:read); null: it could. */
            readonly trouble: string | null;
            /**
             * Format: date-time
             * @description Events after this instant may have been missed.
             */
            readonly gap_from: string | null;
            /** Format: date-time */
            readonly gap_found_at: string | null;
        };
        readonly InboundEventsDto: {
            /** @description Kept, and not acted upon yet. */
            readonly waiting: number;
            /** @description Of the last day: their handler failed to the end. */
            readonly given_up: number;
        };
        readonly SenderWebhookDto: {
            /** @enum {string} */
            readonly object: "sender_webhook";
            /** @description null: events come by the history alone. */
            readonly webhook: components["schemas"]["WebhookDto"] | null;
            readonly history: components["schemas"]["EventHistoryDto"];
            readonly events: components["schemas"]["InboundEventsDto"];
        };
        readonly SetWebhookBody: {
            /** @description The bot's signing secret, as the messenger shows it. Stored sealed and never shown again. */
            readonly signing_secret: string;
        };
        readonly NewSenderWebhookDto: {
            /** @enum {string} */
            readonly object: "sender_webhook";
            /** @description null: events come by the history alone. */
            readonly webhook: components["schemas"]["WebhookDto"] | null;
            readonly history: components["schemas"]["EventHistoryDto"];
            readonly events: components["schemas"]["InboundEventsDto"];
            /** @description The address without its beginning; put this server's public address before it and give it to the messenger. It is not shown again. */
            readonly path: string;
        };
        readonly RotateWebhookBody: {
            /** @description The bot's signing secret, as the messenger shows it. Stored sealed and never shown again. */
            readonly signing_secret: string;
        };
        readonly CreateSenderBody: {
            /** @description What colleagues call it. */
            readonly name: string;
            /** @description The bot's access token from the messenger. It is stored sealed and never shown again. */
            readonly token: string;
        };
        readonly UpdateSenderBody: {
            /** @description What colleagues call it. */
            readonly name?: string | null;
            /** @description The bot's access token from the messenger. It is stored sealed and never shown again. */
            readonly token?: string | null;
            /** @description true: try a held sender again, for example after its rights were mended. */
            readonly resume?: boolean | null;
            /** @description The person whose chat the bot tries its messages in: a message to be read back, edited and deleted, when a run starts and once a day. null: nobody is written to, and the channels are not tested. */
            readonly canary_user_id?: number | null;
        };
        readonly CampaignChange: {
            /** @description What colleagues call it; never sent. */
            readonly title?: string | null;
            /** @description What people get. */
            readonly content?: components["schemas"]["CampaignContentPatch"] | null;
            /** @description Who gets it; required unless the target is chats. */
            readonly audience?: components["schemas"]["Audience"] | null;
            /** @description Where it goes; to people unless given. */
            readonly target?: components["schemas"]["UpdateCampaignTarget"] | null;
            /** @description The bot that sends it; the oldest active one unless given. */
            readonly sender_id?: string | null;
            /** @description How it is delivered. */
            readonly delivery?: components["schemas"]["CampaignDelivery"] | null;
            /**
             * Format: date-time
             * @description After this moment nobody gets it any more: who has not got it yet is `expired`.
             */
            readonly expires_at?: string | null;
            /** @description Your own name for it, unique for ever: creating it twice is refused. */
            readonly external_id?: string | null;
        };
        readonly CheckCampaign: {
            /** @description When it is to begin, as POST …/schedule would be told. Unless given: as it is scheduled or was submitted, else at once. */
            readonly schedule?: components["schemas"]["ScheduleCampaign"] | null;
            /** @description A change of the campaign, as PATCH takes it: the check is of what the campaign would become. It is not saved. */
            readonly change?: components["schemas"]["CampaignChange"] | null;
        };
        readonly CheckRecipientsDto: {
            /** @description Whom the rule names; of a target of chats, the chats. */
            readonly matched: number;
            /** @description Who would get a message: the `expected_recipients` of `send`. */
            readonly to_send: number;
            /** @description Who would not, by reason. */
            readonly skipped: readonly components["schemas"]["ReasonCountDto"][];
        };
        readonly CheckEstimateDto: {
            readonly duration_s: number;
            /**
             * Format: date-time
             * @description If it were sent at once.
             */
            readonly finish_at: string;
            /** @description Messages a second. */
            readonly rate_per_s: number;
        };
        readonly CheckHeldDto: {
            readonly count: number;
            /**
             * Format: date-time
             * @description When the last of them may be written to; null: nobody waits.
             */
            readonly until: string | null;
        };
        readonly CheckOthersDto: {
            /** @description So many other campaigns that day. */
            readonly others: number;
            /** @description So many of the recipients get. */
            readonly people: number;
        };
        readonly CheckOtherCampaignDto: {
            readonly campaign_id: string;
            readonly title: string;
            /** @description How many of the recipients get it that day. */
            readonly people: number;
        };
        readonly CheckSameDayDto: {
            /** @description The day, where the company is. */
            readonly date: string;
            /** @description How many of the recipients get anything else that day. */
            readonly people: number;
            /** @description The most first. */
            readonly by_others: readonly components["schemas"]["CheckOthersDto"][];
            /** @description Those that reach the most of them, ten at most. */
            readonly campaigns: readonly components["schemas"]["CheckOtherCampaignDto"][];
            /** @description Planned campaigns of the day that were not counted: a dozen are. */
            readonly campaigns_left_out: number;
        };
        readonly CheckDto: {
            /** @enum {string} */
            readonly object: "campaign_check";
            /** @description Whether it could be sent now: no issue is an error. */
            readonly ok: boolean;
            readonly recipients: components["schemas"]["CheckRecipientsDto"];
            /** @description How many time zones the recipients live in; 0 for chats. */
            readonly time_zones: number;
            /** @description With nothing else to send and no trouble, at the limit of sends per second and answers of the messenger in a quarter of a second. */
            readonly estimate: components["schemas"]["CheckEstimateDto"];
            /**
             * @description Whom its runs would go to. `fresh`: those whom the audience names when a run begins; `frozen`: exactly the people of this check, each time.
             * @enum {string}
             */
            readonly audience_mode: "fresh" | "frozen";
            /**
             * Format: date-time
             * @description When it is taken to begin: by `schedule`, as it is scheduled, else now.
             */
            readonly starts_at: string;
            /** @description Of `to_send`: at their time they may not be written to, by quiet hours or workdays. */
            readonly held_for_hours: components["schemas"]["CheckHeldDto"];
            /** @description Of `to_send`: they have had `VESTNIK_DAILY_CAP` notices that day and wait for their next morning. */
            readonly held_for_cap: number;
            /** @description What else the recipients get that day, follow-ups included; null of chats. */
            readonly same_day: components["schemas"]["CheckSameDayDto"] | null;
            /** @description What follows it by itself; null: nothing does. */
            readonly follow_up_plan: components["schemas"]["FollowUpPlanDto"] | null;
            readonly issues: readonly components["schemas"]["CheckIssueDto"][];
            /** @description Stands for all of this in `send` and `schedule`, for as long as nothing of it changes. */
            readonly confirm_token: string;
        };
        readonly SendCampaign: {
            /** @description How many people, or chats, you mean to reach: `recipients.to_send` of the check that you have seen. If it is another number by now, nothing is sent and the answer is 409 `audience_changed`. Needed unless there is a `confirm_token`. */
            readonly expected_recipients?: number | null;
            /** @description `confirm_token` of the check that you have seen: its text, its people, its sender, how and when, and its plan of follow-ups. If anything of it is different by now, nothing is done and the answer, 409 `state_changed`, has both sides. Stronger than `expected_recipients`, which it replaces. */
            readonly confirm_token?: string | null;
            /**
             * @description That the same text is meant to go to the same people again. Without it, a text that more than half of them were sent within `VESTNIK_REPEAT_GUARD_DAYS` is refused with 409 `repeat_suspected`.
             * @default false
             */
            readonly confirm_repeat?: boolean | null;
            /** @description For so many seconds nothing leaves, and POST …/unschedule makes it a draft again. Unless given, `VESTNIK_UNDO_WINDOW_SECONDS`. 0: it is sent at once. */
            readonly undo_window_s?: number | null;
            /** @description Why it cannot wait for a second person, where one is needed. Needs the scope `campaigns:break_glass` and a key that was issued to a person; everybody is told (`campaign.break_glass`), the doctor for a week, and it stands in the audit log. */
            readonly break_glass?: string | null;
        };
        readonly Template: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "template";
            readonly name: string;
            readonly description: string | null;
            /** @enum {string} */
            readonly category: "hr" | "it" | "learning" | "safety" | "office" | "survey" | "news" | "other";
            /** @enum {string} */
            readonly language: "ru" | "en";
            /** @description Whether it came with the product: it can be changed and reset, not deleted. */
            readonly built_in: boolean;
            /** @description `POST /v1/campaigns` takes it as its `content`, as it is. */
            readonly content: components["schemas"]["CampaignContent"];
            /** @description Grows with every change; the ETag in quotes. */
            readonly version: number;
            /** @description Id of the key that made it; `system`: it came with the product. */
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        readonly CreateTemplate: {
            /** @description What colleagues call it; no other template has this name. */
            readonly name: string;
            /** @description For colleagues. */
            readonly description?: string | null;
            /**
             * @description What it is about.
             * @enum {string}
             */
            readonly category: "hr" | "it" | "learning" | "safety" | "office" | "survey" | "news" | "other";
            /**
             * @description What it is written in.
             * @enum {string}
             */
            readonly language: "ru" | "en";
            /** @description As a campaign has it. */
            readonly content: components["schemas"]["CampaignContent"];
        };
        readonly TemplateVersion: {
            /** @enum {string} */
            readonly object: "template_version";
            readonly version: number;
            /** @description What it was called then. */
            readonly name: string;
            /** @description PATCH the template with it to go back. */
            readonly content: components["schemas"]["CampaignContent"];
            /** @description Id of the key that wrote it. */
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
        };
        readonly UpdateTemplate: {
            /** @description What colleagues call it; no other template has this name. */
            readonly name?: string | null;
            /** @description For colleagues. */
            readonly description?: string | null;
            /**
             * @description What it is about.
             * @enum {string|null}
             */
            readonly category?: "hr" | "it" | "learning" | "safety" | "office" | "survey" | "news" | "other" | null;
            /**
             * @description What it is written in.
             * @enum {string|null}
             */
            readonly language?: "ru" | "en" | null;
            /** @description As a campaign has it. */
            readonly content?: components["schemas"]["CampaignContentPatch"] | null;
        };
        readonly WebhookAttempt: {
            /** Format: date-time */
            readonly at: string;
            /** @description null: no answer came. */
            readonly http_status: number | null;
            /**
             * @description null: taken. `status`, `redirect`, `gone` (410): the answer; `timeout` (5 s), `dns`, `connection`, `tls`, `address_refused` (it leads into a private network); `secret_unreadable`: rotate the secret.
             * @enum {string|null}
             */
            readonly error: "status" | "redirect" | "gone" | "timeout" | "dns" | "connection" | "tls" | "address_refused" | "secret_unreadable" | null;
            readonly duration_ms: number;
        };
        readonly WebhookDelivery: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "webhook_delivery";
            /** @description The `webhook-id` of its posts. */
            readonly event_id: string;
            readonly event_type: string;
            /** @enum {string} */
            readonly status: "pending" | "delivered" | "failed";
            /** @description The last twenty, oldest first. */
            readonly attempts: readonly components["schemas"]["WebhookAttempt"][];
            /**
             * Format: date-time
             * @description null: there is none.
             */
            readonly next_attempt_at: string | null;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly finished_at: string | null;
        };
        readonly WebhookEndpoint: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "webhook_endpoint";
            readonly url: string;
            readonly description: string | null;
            readonly event_types: readonly ("campaign.scheduled" | "campaign.approval_requested" | "campaign.approved" | "campaign.rejected" | "campaign.break_glass" | "campaign.started" | "campaign.progressed" | "campaign.paused" | "campaign.held" | "campaign.resumed" | "campaign.reopened" | "campaign.cancelling" | "campaign.completed" | "campaign.cancelled" | "campaign.recalled" | "schedule.skipped" | "delivery.failed" | "receipt.read" | "receipt.acknowledged" | "question.asked" | "export.ready" | "connection.degraded" | "connection.restored")[];
            readonly enabled: boolean;
            /**
             * @description `failing`: it has taken nothing for a day. `gone`: it answered 410. `by_request`: somebody disabled it. null: enabled.
             * @enum {string|null}
             */
            readonly disabled_because: "failing" | "gone" | "by_request" | null;
            /**
             * Format: date-time
             * @description Since when every post has failed; null: the last one was taken.
             */
            readonly failing_since: string | null;
            /**
             * Format: date-time
             * @description Until then posts carry the signature of the secret before, too.
             */
            readonly previous_secret_until: string | null;
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        };
        readonly CreateWebhookEndpoint: {
            /** @description https on port 443 at a public address; hosts of your own network where VESTNIK_WEBHOOK_ALLOWED_HOSTS names them. Redirects are not followed. */
            readonly url: string;
            /** @description Which events are posted. Each needs the scope that reading of it needs. `campaign.scheduled`: It was given a time, or times (`kind`, `next_at`, `by`). `campaign.approval_requested`: A second person is asked to agree (`by`). `campaign.approved`: A second person has agreed; it goes out (`by`). `campaign.rejected`: It is a draft again: rejected, or taken back (`by`). `campaign.break_glass`: Somebody sends to many without a second person (`by`, `reason`). `campaign.started`: A run was launched. `campaign.progressed`: A quarter, half or three quarters of a run are closed (`percent`). `campaign.paused`: Somebody paused it (`by`, `reason`). `campaign.held`: The system paused it, and says why (`code`, `reason`). `campaign.resumed`: It goes on. `campaign.reopened`: A completed run goes on for those whom it had given up. `campaign.cancelling`: Somebody cancelled it; sends that were under way are followed to their truth. `campaign.completed`: Every recipient has it or was given up. `campaign.cancelled`: It was cancelled, and nothing of it is open any more. `campaign.recalled`: A recall is through (`operation_id`). `schedule.skipped`: A time of a schedule at which nobody was sent anything (`local_key`, `fires_at`, `outcome`, `code`). `delivery.failed`: Messages that were given up, some seconds’ worth at once (`delivery_ids`). `receipt.read`: Messages that were seen to be read, some seconds’ worth at once (`delivery_ids`). `receipt.acknowledged`: Somebody has confirmed a message (`user_id`, `choice`, `source`). `question.asked`: Somebody asked by the form behind a button (`question_id`, `delivery_id`, `user_id`). `export.ready`: A file can be fetched, by the key that asked for it (`export_id`, `format`, `by`). `connection.degraded`: A bot cannot send (`sender_id`, `code`). `connection.restored`: It can again. `webhook.test`: Asked for, to try one webhook endpoint; goes to that one alone. */
            readonly event_types: readonly ("campaign.scheduled" | "campaign.approval_requested" | "campaign.approved" | "campaign.rejected" | "campaign.break_glass" | "campaign.started" | "campaign.progressed" | "campaign.paused" | "campaign.held" | "campaign.resumed" | "campaign.reopened" | "campaign.cancelling" | "campaign.completed" | "campaign.cancelled" | "campaign.recalled" | "schedule.skipped" | "delivery.failed" | "receipt.read" | "receipt.acknowledged" | "question.asked" | "export.ready" | "connection.degraded" | "connection.restored")[];
            /** @description For colleagues. */
            readonly description?: string | null;
        };
        readonly WebhookEndpointWithSecret: {
            readonly id: string;
            /** @enum {string} */
            readonly object: "webhook_endpoint";
            readonly url: string;
            readonly description: string | null;
            readonly event_types: readonly ("campaign.scheduled" | "campaign.approval_requested" | "campaign.approved" | "campaign.rejected" | "campaign.break_glass" | "campaign.started" | "campaign.progressed" | "campaign.paused" | "campaign.held" | "campaign.resumed" | "campaign.reopened" | "campaign.cancelling" | "campaign.completed" | "campaign.cancelled" | "campaign.recalled" | "schedule.skipped" | "delivery.failed" | "receipt.read" | "receipt.acknowledged" | "question.asked" | "export.ready" | "connection.degraded" | "connection.restored")[];
            readonly enabled: boolean;
            /**
             * @description `failing`: it has taken nothing for a day. `gone`: it answered 410. `by_request`: somebody disabled it. null: enabled.
             * @enum {string|null}
             */
            readonly disabled_because: "failing" | "gone" | "by_request" | null;
            /**
             * Format: date-time
             * @description Since when every post has failed; null: the last one was taken.
             */
            readonly failing_since: string | null;
            /**
             * Format: date-time
             * @description Until then posts carry the signature of the secret before, too.
             */
            readonly previous_secret_until: string | null;
            readonly created_by: string;
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            /** @description Verifies the posts, by any library of Standard Webhooks. Not shown again. */
            readonly secret: string;
        };
        readonly UpdateWebhookEndpoint: {
            /** @description https on port 443 at a public address; hosts of your own network where VESTNIK_WEBHOOK_ALLOWED_HOSTS names them. Redirects are not followed. */
            readonly url?: string;
            /** @description Which events are posted. Each needs the scope that reading of it needs. `campaign.scheduled`: It was given a time, or times (`kind`, `next_at`, `by`). `campaign.approval_requested`: A second person is asked to agree (`by`). `campaign.approved`: A second person has agreed; it goes out (`by`). `campaign.rejected`: It is a draft again: rejected, or taken back (`by`). `campaign.break_glass`: Somebody sends to many without a second person (`by`, `reason`). `campaign.started`: A run was launched. `campaign.progressed`: A quarter, half or three quarters of a run are closed (`percent`). `campaign.paused`: Somebody paused it (`by`, `reason`). `campaign.held`: The system paused it, and says why (`code`, `reason`). `campaign.resumed`: It goes on. `campaign.reopened`: A completed run goes on for those whom it had given up. `campaign.cancelling`: Somebody cancelled it; sends that were under way are followed to their truth. `campaign.completed`: Every recipient has it or was given up. `campaign.cancelled`: It was cancelled, and nothing of it is open any more. `campaign.recalled`: A recall is through (`operation_id`). `schedule.skipped`: A time of a schedule at which nobody was sent anything (`local_key`, `fires_at`, `outcome`, `code`). `delivery.failed`: Messages that were given up, some seconds’ worth at once (`delivery_ids`). `receipt.read`: Messages that were seen to be read, some seconds’ worth at once (`delivery_ids`). `receipt.acknowledged`: Somebody has confirmed a message (`user_id`, `choice`, `source`). `question.asked`: Somebody asked by the form behind a button (`question_id`, `delivery_id`, `user_id`). `export.ready`: A file can be fetched, by the key that asked for it (`export_id`, `format`, `by`). `connection.degraded`: A bot cannot send (`sender_id`, `code`). `connection.restored`: It can again. `webhook.test`: Asked for, to try one webhook endpoint; goes to that one alone. */
            readonly event_types?: readonly ("campaign.scheduled" | "campaign.approval_requested" | "campaign.approved" | "campaign.rejected" | "campaign.break_glass" | "campaign.started" | "campaign.progressed" | "campaign.paused" | "campaign.held" | "campaign.resumed" | "campaign.reopened" | "campaign.cancelling" | "campaign.completed" | "campaign.cancelled" | "campaign.recalled" | "schedule.skipped" | "delivery.failed" | "receipt.read" | "receipt.acknowledged" | "question.asked" | "export.ready" | "connection.degraded" | "connection.restored")[];
            /** @description For colleagues. */
            readonly description?: string | null;
            /** @description true: what waits is posted at once. What happened while it was disabled is listed by GET /v1/events, not posted. */
            readonly enabled?: boolean;
        };
        readonly TestSendBody: {
            /** @description Who gets it: ids of the messenger, each once. `me` is refused for keys, which are nobody. */
            readonly to: readonly (number | "me")[];
        };
        readonly ProblemPlaceDto: {
            /** @description JSON pointer into the body, as a URI fragment (RFC 6901). */
            readonly pointer?: string;
            /** @description Name of a query parameter. */
            readonly parameter?: string;
            /** @description Stable word for machines. */
            readonly code: string;
            /** @description A sentence, in the language of the request. */
            readonly detail: string;
            /** @description Numbers and words of the sentence. */
            readonly params?: {
                readonly [key: string]: unknown;
            };
        };
        readonly Problem: {
            /** @description Where the code is described. */
            readonly type: string;
            readonly title: string;
            readonly status: number;
            /** @description What happened and what to do, in English or Russian (`Accept-Language`). */
            readonly detail: string;
            /** @description Path of the request. */
            readonly instance: string;
            /** @description What clients branch on: it never changes its meaning. */
            readonly code: string;
            /** @description Tell it to the operator: the log has it, too. */
            readonly request_id: string;
            readonly errors?: readonly components["schemas"]["ProblemPlaceDto"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly "api_keys.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Keys without their texts; revoked and expired ones are among them. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["ApiKeyDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "api_keys.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateApiKeyBody"];
            };
        };
        readonly responses: {
            /** @description The only answer that holds the key. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewApiKeyDto"];
                };
            };
        };
    };
    readonly "api_keys.revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly key_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It works no more; revoking again changes nothing. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "api_keys.update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly key_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateApiKey"];
                readonly "application/merge-patch+json": components["schemas"]["UpdateApiKey"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKeyDto"];
                };
            };
        };
    };
    readonly "audiences.estimate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EstimateAudience"];
            };
        };
        readonly responses: {
            /** @description As of one moment. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AudienceEstimate"];
                };
            };
        };
    };
    readonly "audiences.people": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Whom to show. */
                readonly part?: "matched" | "to_send" | "repeated" | "skipped" | "skipped.excluded" | "skipped.bot" | "skipped.suspended" | "skipped.opted_out" | "skipped.guest" | "skipped.invite_pending";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EstimateAudience"];
            };
        };
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["AudiencePerson"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "audiences.members.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Whom to show. */
                readonly part?: "matched" | "to_send" | "repeated" | "skipped" | "skipped.excluded" | "skipped.bot" | "skipped.suspended" | "skipped.opted_out" | "skipped.guest" | "skipped.invite_pending";
            };
            readonly header?: never;
            readonly path: {
                readonly audience_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those on the list, or whom the rules come to at this moment. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["AudiencePerson"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "audiences.members.import": {
        readonly parameters: {
            readonly query?: {
                /** @description `append` adds; `replace` takes away whoever is not in the list, too. */
                readonly mode?: "append" | "replace";
                /** @description Which column of a CSV list holds the messenger's ids: its heading, or its number from 1. */
                readonly id_column?: string;
                /** @description Which column of a CSV list holds nicknames: its heading, or its number from 1. */
                readonly nickname_column?: string;
                /** @description Which column of a CSV list holds e-mails: its heading, or its number from 1. */
                readonly email_column?: string;
                /** @description Which column of a CSV list holds full names: its heading, or its number from 1. */
                readonly name_column?: string;
                /** @description Which column of a CSV list holds first names: its heading, or its number from 1. */
                readonly first_name_column?: string;
                /** @description Which column of a CSV list holds last names: its heading, or its number from 1. */
                readonly last_name_column?: string;
            };
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly audience_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddMembers"] | string;
                readonly "text/csv": components["schemas"]["AddMembers"] | string;
                readonly "text/plain": components["schemas"]["AddMembers"] | string;
            };
        };
        readonly responses: {
            /** @description `done` and `total` count rows. */
            readonly 202: {
                headers: {
                    /** @description Where to look how far it is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "calendar.get": {
        readonly parameters: {
            readonly query: {
                /** @description The first day, where the company is. */
                readonly from: string;
                /** @description The last day, included; 92 days in all at most. */
                readonly to: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CalendarDto"];
                };
            };
        };
    };
    readonly "campaigns.approvals.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them, on one page: people ask a few times at most. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["ApprovalDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "campaigns.submit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SubmitCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApproveCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RejectCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WithdrawCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "audit_log.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description What was done: an operation of this document. */
                readonly action?: string;
                /** @description Id of the key that did it, or `system`. */
                readonly actor?: string;
                /** @description Id of what it was done to. */
                readonly target?: string;
                /** @description Done then or later. */
                readonly "at[gte]"?: string;
                /** @description Done then or earlier. */
                readonly "at[lte]"?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["AuditEventDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "audit_log.verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditVerdictDto"];
                };
            };
        };
    };
    readonly "campaigns.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description One or more statuses, separated by commas. */
                readonly status?: string;
                /** @description Part of the title. */
                readonly q?: string;
                /** @description Made then or later. */
                readonly "created_at[gte]"?: string;
                /** @description Made then or earlier. */
                readonly "created_at[lte]"?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["CampaignDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "campaigns.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateCampaign"];
            };
        };
        readonly responses: {
            /** @description A draft; with `send`, `scheduled` for its undo window, or running. */
            readonly 201: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "campaigns.update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that you have read. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateCampaign"];
                readonly "application/merge-patch+json": components["schemas"]["UpdateCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.runs.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them, on one page: a campaign that is sent once has one. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["RunDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "capacity.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CapacityDto"];
                };
            };
        };
    };
    readonly "connection.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConnectionDto"];
                };
            };
        };
    };
    readonly "campaigns.pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ControlCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlledCampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ControlCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlledCampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ControlCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ControlledCampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.corrections.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["CorrectionDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.chats.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Words that are all in the name, in any order and letter case. */
                readonly q?: string;
                /** @description Only channels, or only conversations. */
                readonly channel?: boolean;
                /** @description Only archived chats, or only the others. */
                readonly archived?: boolean;
                /** @description Only chats that anybody may join, or only the others. */
                readonly public?: boolean;
                /** @description Only chats that the bot is in, or only the others. */
                readonly member?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that the bot is in, and the public ones. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["ChatDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.chats.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly chat_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChatDto"];
                };
            };
        };
    };
    readonly "directory.chats.members.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Words that are all in the names, the nickname or the e-mail address (where it is kept), in any order and letter case; ё and е are the same, and a word typed in the other keyboard layout is understood. */
                readonly q?: string;
                /** @description Exact name of a tag. */
                readonly tag?: string;
                /** @description Exact name of a department. */
                readonly department?: string;
                /** @description Exact title. */
                readonly title?: string;
                /** @description Role in the workspace; its owner is `admin`, too. */
                readonly role?: "admin" | "user" | "multi_guest" | "guest";
                /** @description IANA time zone; `company`: those who have none of their own. */
                readonly time_zone?: string;
                /** @description `sent`: invited, registration not finished. */
                readonly invite_status?: "confirmed" | "sent";
                /** @description Only bots, or only people. */
                readonly bot?: boolean;
                /** @description Only those whose status says that they are away, or only the others. */
                readonly away?: boolean;
                /** @description Only those who have opted out, or only the others. */
                readonly opted_out?: boolean;
                /** @description Only those who are suspended, or only those who are not. */
                readonly suspended?: boolean;
                /** @description Those who have left instead of those who are there. */
                readonly left?: boolean;
            };
            readonly header?: never;
            readonly path: {
                readonly chat_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description With the same filters as the people of the workspace. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["PersonDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.users.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Words that are all in the names, the nickname or the e-mail address (where it is kept), in any order and letter case; ё and е are the same, and a word typed in the other keyboard layout is understood. */
                readonly q?: string;
                /** @description Exact name of a tag. */
                readonly tag?: string;
                /** @description Exact name of a department. */
                readonly department?: string;
                /** @description Exact title. */
                readonly title?: string;
                /** @description Role in the workspace; its owner is `admin`, too. */
                readonly role?: "admin" | "user" | "multi_guest" | "guest";
                /** @description IANA time zone; `company`: those who have none of their own. */
                readonly time_zone?: string;
                /** @description `sent`: invited, registration not finished. */
                readonly invite_status?: "confirmed" | "sent";
                /** @description Only bots, or only people. */
                readonly bot?: boolean;
                /** @description Only those whose status says that they are away, or only the others. */
                readonly away?: boolean;
                /** @description Only those who have opted out, or only the others. */
                readonly opted_out?: boolean;
                /** @description Only those who are suspended, or only those who are not. */
                readonly suspended?: boolean;
                /** @description Those who have left instead of those who are there. */
                readonly left?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The mirror, bots and suspended people included; those who left only with `left=true`. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["PersonDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.users.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonDto"];
                };
            };
        };
    };
    readonly "directory.tags.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Words that are all in the name. */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Their names choose people in an audience. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["TagDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.departments.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Words that are all in the name, in any order and letter case. */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that somebody belongs to who has not left. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["NamedGroupDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.titles.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Words that are all in the name, in any order and letter case. */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that somebody has who has not left. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["NamedGroupDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.properties.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The messenger shows no fields that hold files. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["PropertyDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.properties.values.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Words that are all in the name, in any order and letter case. */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly property_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that somebody has who has not left. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["NamedGroupDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "directory.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DirectoryDto"];
                };
            };
        };
    };
    readonly "directory.sync": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SyncBody"];
            };
        };
        readonly responses: {
            /** @description The sync that waits or runs, or a new one: there is one at a time, and it does what any of those who asked wants of it. `done` and `total` count pages of fifty people. */
            readonly 202: {
                headers: {
                    /** @description Where to look how far it is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "directory.users.opt_out.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OptOutDto"];
                };
            };
        };
    };
    readonly "directory.users.opt_out.put": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly user_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OptOutBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OptOutDto"];
                };
            };
        };
    };
    readonly "directory.users.opt_out.delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description They are written to by whatever is sent from now on. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "directory.users.deliveries.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly user_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Each as a recipient of its campaign. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["PersonDeliveryDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "doctor.examine": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Doctor"];
                };
            };
        };
    };
    readonly "campaigns.deliveries.resolve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
                readonly delivery_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ResolveDoubt"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "campaigns.edit_sent.check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EditCheckDto"];
                };
            };
        };
    };
    readonly "campaigns.edit_sent": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EditSent"];
            };
        };
        readonly responses: {
            /** @description Its units are messages that were sent before. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "errors.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorKindDto"];
                };
            };
        };
    };
    readonly "events.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Only of these types, separated by commas; without it, all that the key may hear of. */
                readonly type?: string;
                /** @description Only of this campaign. */
                readonly campaign?: string;
                /** @description Only what came after this event, the oldest first: how to catch up on what was missed. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["Event"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "events.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly event_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    readonly "campaigns.evidence.get": {
        readonly parameters: {
            readonly query?: {
                /** @description `json` has all that was hashed; the others are for people, `pdf` for printing. */
                readonly format?: "json" | "xlsx" | "pdf";
                /** @description Of what people read. */
                readonly language?: "ru" | "en";
                /** @description IANA name of the zone that people are shown times in. Absent: the one of the settings. */
                readonly time_zone?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The sheet; as `xlsx` or `pdf` an attachment with a name of ours. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvidenceDto"];
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    readonly "application/pdf": unknown;
                };
            };
        };
    };
    readonly "campaigns.evidence.verify": {
        readonly parameters: {
            readonly query?: {
                /** @description Hash of the sheet in hand. Absent: the newest sheet. */
                readonly head?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvidenceVerificationDto"];
                };
            };
        };
    };
    readonly "exports.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those of the last thirty days. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["ExportDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "exports.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateExportBody"];
            };
        };
        readonly responses: {
            /** @description `done` and `total` count recipients. */
            readonly 202: {
                headers: {
                    /** @description Where to look how far it is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExportOperationDto"];
                };
            };
        };
    };
    readonly "exports.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly export_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExportDto"];
                };
            };
        };
    };
    readonly "exports.file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly export_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As an attachment with a name of ours. Any process of the API serves it. Who fetched it is written into the log. */
            readonly 200: {
                headers: {
                    /** @description attachment; filename="recipients-2026-11-22.xlsx" */
                    readonly "Content-Disposition"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": unknown;
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    readonly "application/json": unknown;
                };
            };
        };
    };
    readonly "campaigns.follow_up_plan.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FollowUpPlanDto"];
                };
            };
        };
    };
    readonly "campaigns.follow_up_plan.put": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PutFollowUpPlan"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FollowUpPlanDto"];
                };
            };
        };
    };
    readonly "campaigns.follow_up_plan.delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description There is no plan any more. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "campaigns.follow_up_plan.without_manager": {
        readonly parameters: {
            readonly query: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Of this rung, from 1. */
                readonly rung: number;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["WithoutManagerDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "campaigns.follow_ups.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["FollowUpDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "files.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["File"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "files.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "multipart/form-data": {
                    /** Format: binary */
                    readonly file: string;
                };
            };
        };
        readonly responses: {
            /** @description It was there already. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["File"];
                };
            };
            /** @description The file. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["File"];
                };
            };
        };
    };
    readonly "files.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly file_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["File"];
                };
            };
        };
    };
    readonly "files.delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly file_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "files.content": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly file_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As they came. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": string;
                };
            };
        };
    };
    readonly "health.live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LiveDto"];
                };
            };
        };
    };
    readonly "health.ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadyDto"];
                };
            };
        };
    };
    readonly "inbound.receive": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description Hex HMAC-SHA256 of the raw body. */
                readonly "Pachca-Signature": string;
            };
            readonly path: {
                readonly path: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReceivedEventDto"];
                };
            };
        };
    };
    readonly "me.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MeDto"];
                };
            };
        };
    };
    readonly "audiences.imports.rows": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Only rows of this kind. */
                readonly code?: "blank" | "malformed" | "formula" | "not_found" | "ambiguous" | "duplicate" | "already_there" | "suspended" | "left";
            };
            readonly header?: never;
            readonly path: {
                readonly audience_id: string;
                readonly operation_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the list. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["AudienceImportRow"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "audiences.imports.rows_csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly audience_id: string;
                readonly operation_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description UTF-8 with a mark and semicolons, as Excel expects; cells that it would compute are quoted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
        };
    };
    readonly "operations.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly operation_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "operations.cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly operation_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What waits is cancelled at once; what runs stops at its next step. Asking again changes nothing. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "preview.render": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PreviewDto"];
                };
            };
        };
    };
    readonly "production_calendar.get": {
        readonly parameters: {
            readonly query?: {
                /** @description Absent: this year. */
                readonly year?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProductionCalendarDto"];
                };
            };
        };
    };
    readonly "production_calendar.days.put": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly date: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductionDayBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProductionDayDto"];
                };
            };
        };
    };
    readonly "production_calendar.days.delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly date: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Schedules follow from now on. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "campaigns.recall.check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckRecall"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecallCheckDto"];
                };
            };
        };
    };
    readonly "campaigns.recall": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Recall"];
            };
        };
        readonly responses: {
            /** @description Its units are messages. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "campaigns.stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StatsDto"];
                };
            };
        };
    };
    readonly "campaigns.report": {
        readonly parameters: {
            readonly query?: {
                /** @description What people are told apart by: `department`, `tag`, `title`, `time_zone`, or `custom.{name}` for a field of the workspace (`GET /v1/directory/properties` lists them). */
                readonly by?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReportDto"];
                };
            };
        };
    };
    readonly "campaigns.breakdown": {
        readonly parameters: {
            readonly query: {
                /** @description What people are told apart by: `department`, `tag`, `title`, `time_zone`, or `custom.{name}` for a field of the workspace (`GET /v1/directory/properties` lists them). */
                readonly by: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BreakdownDto"];
                };
            };
        };
    };
    readonly "campaigns.timeseries": {
        readonly parameters: {
            readonly query?: {
                /** @description One or more, separated by commas; absent: all. */
                readonly metric?: string;
                /** @description Absent: the finest that gives no more than 500 points. A finer one than that is made coarser; the answer tells which it is. */
                readonly interval?: "1m" | "5m" | "15m" | "1h" | "6h" | "1d";
                /** @description By the clock, or by the time since each person's own send. */
                readonly basis?: "wall" | "since_send";
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TimeseriesDto"];
                };
            };
        };
    };
    readonly "campaigns.heatmap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HeatmapDto"];
                };
            };
        };
    };
    readonly "campaigns.failures": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FailuresDto"];
                };
            };
        };
    };
    readonly "campaigns.not_yet": {
        readonly parameters: {
            readonly query?: {
                /** @description Who has not read it, or who has not confirmed it. */
                readonly deed?: "read" | "acked";
                /** @description From how many days after the send somebody is `unread_long`. */
                readonly unread_days?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NotYetDto"];
                };
            };
        };
    };
    readonly "campaigns.remind.check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckReminder"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RemindCheckDto"];
                };
            };
        };
    };
    readonly "campaigns.remind": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Remind"];
            };
        };
        readonly responses: {
            /** @description Its units are messages. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "campaigns.replies": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of the newest run. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["ReplyDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "campaigns.reactions": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of the newest run. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["ReactionDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "campaigns.questions": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Only this person's, by their id in the messenger. */
                readonly user_id?: number;
                /** @description Asked then or later. */
                readonly asked_after?: string;
                /** @description Asked before. */
                readonly asked_before?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of the newest run. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["QuestionDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "campaigns.recipients.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description One or more states, separated by commas. */
                readonly status?: string;
                /** @description Those who have read it, or those who got it and are not known to have. */
                readonly read?: boolean;
                /** @description Those who have confirmed it, or those who got it and have not. */
                readonly acked?: boolean;
                /** @description What they answered: `ack`, or the value of a choice. One or more, separated by commas; `\,` is a comma inside a name. */
                readonly choice?: string;
                /** @description Those whose message was taken back, or those who got it and still have it. */
                readonly recalled?: boolean;
                /** @description Those who have not read it, or have not confirmed it, for whatever reason; `why` narrows it down. */
                readonly not_yet?: "read" | "acked";
                /** @description With `not_yet`: the groups of `…/not-yet`, separated by commas. */
                readonly why?: string;
                /** @description With `not_yet`: from how many days after the send somebody is `unread_long`. */
                readonly unread_days?: number;
                /** @description Reasons of failing or skipping. One or more, separated by commas; `\,` is a comma inside a name. */
                readonly reason?: string;
                /** @description Departments. One or more, separated by commas; `\,` is a comma inside a name. */
                readonly department?: string;
                /** @description Titles. One or more, separated by commas; `\,` is a comma inside a name. */
                readonly title?: string;
                /** @description Time zones, IANA names; the company's takes in those who have none. One or more, separated by commas; `\,` is a comma inside a name. */
                readonly time_zone?: string;
                /** @description Tags. One or more, separated by commas; `\,` is a comma inside a name. */
                readonly tag?: string;
                /** @description Words of the name, in any order. */
                readonly q?: string;
                /** @description The order: `row` as they were frozen; by a moment with a minus the latest first. Who has no such value comes last. */
                readonly sort?: "row" | "name" | "department" | "sent_at" | "-sent_at" | "read_at" | "-read_at" | "acked_at" | "-acked_at";
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of the newest run. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["RecipientDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "campaigns.recipients.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
                readonly delivery_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecipientDetailDto"];
                };
            };
        };
    };
    readonly "campaigns.retry_failed.check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckRetry"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RetryCheckDto"];
                };
            };
        };
    };
    readonly "campaigns.retry_failed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RetryFailed"];
            };
        };
        readonly responses: {
            /** @description Its units are recipients. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "root.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootDto"];
                };
            };
        };
    };
    readonly "audiences.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Part of the name. */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["SavedAudience"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "audiences.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateAudience"];
            };
        };
        readonly responses: {
            /** @description The audience. */
            readonly 201: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SavedAudience"];
                };
            };
        };
    };
    readonly "audiences.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly audience_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SavedAudience"];
                };
            };
        };
    };
    readonly "audiences.delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly audience_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "audiences.update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that you have read. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly audience_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateAudience"];
                readonly "application/merge-patch+json": components["schemas"]["UpdateAudience"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SavedAudience"];
                };
            };
        };
    };
    readonly "schedules.preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PreviewSchedule"];
            };
        };
        readonly responses: {
            /** @description None where the rule names no time within five years. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SchedulePreviewDto"];
                };
            };
        };
    };
    readonly "campaigns.schedule.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScheduleDto"];
                };
            };
        };
    };
    readonly "campaigns.schedule": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ScheduleOwn"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScheduleDto"];
                };
            };
        };
    };
    readonly "campaigns.unschedule": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ControlCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "campaigns.schedule.pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ControlCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScheduleDto"];
                };
            };
        };
    };
    readonly "campaigns.schedule.resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ControlCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScheduleDto"];
                };
            };
        };
    };
    readonly "campaigns.occurrences.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["OccurrenceDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "campaigns.occurrences.decide": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DecideOccurrence"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "senders.webhook.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sender_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SenderWebhookDto"];
                };
            };
        };
    };
    readonly "senders.webhook.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sender_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetWebhookBody"];
            };
        };
        readonly responses: {
            /** @description The only answer that holds the address. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewSenderWebhookDto"];
                };
            };
        };
    };
    readonly "senders.webhook.remove": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sender_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The address works no more; the history is read as before. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "senders.webhook.rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sender_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RotateWebhookBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SenderWebhookDto"];
                };
            };
        };
    };
    readonly "senders.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them, on one page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["SenderDto"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "senders.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateSenderBody"];
            };
        };
        readonly responses: {
            /** @description A worker tries the token next; until then it is `checking`. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SenderDto"];
                };
            };
        };
    };
    readonly "senders.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sender_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SenderDto"];
                };
            };
        };
    };
    readonly "senders.update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sender_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateSenderBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SenderDto"];
                };
            };
        };
    };
    readonly "senders.canary": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly sender_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The try that waits or runs, or a new one: there is one at a time. */
            readonly 202: {
                headers: {
                    /** @description Where to look how far it is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
    readonly "campaigns.check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckCampaign"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckDto"];
                };
            };
        };
    };
    readonly "campaigns.send": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SendCampaign"];
            };
        };
        readonly responses: {
            /** @description `scheduled`, or, without a window, its run is being prepared. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignDto"];
                };
            };
        };
    };
    readonly "stream.open": {
        readonly parameters: {
            readonly query: {
                /** @description Separated by commas: `campaign:cmp_…` (how far it is and what happens to it), `campaigns` (what happens to any), `connection` (whether bots can send), `operations` (how far long work is). */
                readonly topics: string;
            };
            readonly header?: {
                /** @description The last `id` that was heard; browsers send it by themselves. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stream; ten at a time for each key. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
        };
    };
    readonly "templates.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Part of the name. */
                readonly q?: string;
                /** @description What it is about. */
                readonly category?: "hr" | "it" | "learning" | "safety" | "office" | "survey" | "news" | "other";
                /** @description What it is written in. */
                readonly language?: "ru" | "en";
                /** @description Those that came with the product, or those that did not. */
                readonly built_in?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["Template"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "templates.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateTemplate"];
            };
        };
        readonly responses: {
            /** @description The template. */
            readonly 201: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    readonly "templates.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly template_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    readonly "templates.delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly template_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. Campaigns that began with it keep their text. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "templates.update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The ETag that you have read. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly template_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateTemplate"];
                readonly "application/merge-patch+json": components["schemas"]["UpdateTemplate"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    readonly "templates.versions.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly template_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["TemplateVersion"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "templates.reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly template_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description The version, for If-Match. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    readonly "webhook_endpoints.deliveries.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Most entries of one page. */
                readonly limit?: number;
                /** @description `page.next_cursor` of the page before, with the same filters. */
                readonly cursor?: string;
                /** @description Only those that stand so. */
                readonly status?: "pending" | "delivered" | "failed";
            };
            readonly header?: never;
            readonly path: {
                readonly webhook_endpoint_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["WebhookDelivery"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "webhook_endpoints.deliveries.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhook_endpoint_id: string;
                readonly webhook_delivery_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    readonly "webhook_endpoints.deliveries.redeliver": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly webhook_endpoint_id: string;
                readonly webhook_delivery_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    readonly "webhook_endpoints.test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly webhook_endpoint_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    readonly "webhook_endpoints.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    /** @description The next page, as rel="next". */
                    readonly Link?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly object: "list";
                        readonly data: readonly components["schemas"]["WebhookEndpoint"][];
                        readonly page: components["schemas"]["PageDto"];
                    };
                };
            };
        };
    };
    readonly "webhook_endpoints.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateWebhookEndpoint"];
            };
        };
        readonly responses: {
            /** @description The only answer with this secret. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    readonly "webhook_endpoints.get": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhook_endpoint_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    readonly "webhook_endpoints.delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhook_endpoint_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone, with its log. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "webhook_endpoints.update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhook_endpoint_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateWebhookEndpoint"];
                readonly "application/merge-patch+json": components["schemas"]["UpdateWebhookEndpoint"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    readonly "webhook_endpoints.rotate_secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly webhook_endpoint_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The only answer with this secret. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
        };
    };
    readonly "campaigns.test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 8 to 255 printable characters, such as a fresh UUID. A repeat with the same key within seven days returns the first answer with `Idempotency-Replayed: true`; with another body it is refused. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly campaign_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TestSendBody"];
            };
        };
        readonly responses: {
            /** @description Its units are messages. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperationDto"];
                };
            };
        };
    };
}

/** Method and path of every request that takes an `Idempotency-Key`. */
export const KEYED_OPERATIONS: ReadonlySet<string> = new Set([
  "POST /v1/api_keys",
  "POST /v1/audiences",
  "POST /v1/audiences/{audience_id}/members",
  "POST /v1/campaigns",
  "POST /v1/campaigns/{campaign_id}/approve",
  "POST /v1/campaigns/{campaign_id}/cancel",
  "POST /v1/campaigns/{campaign_id}/deliveries/{delivery_id}/resolve",
  "POST /v1/campaigns/{campaign_id}/edit-sent",
  "POST /v1/campaigns/{campaign_id}/occurrences/decide",
  "POST /v1/campaigns/{campaign_id}/pause",
  "POST /v1/campaigns/{campaign_id}/recall",
  "POST /v1/campaigns/{campaign_id}/reject",
  "POST /v1/campaigns/{campaign_id}/remind",
  "POST /v1/campaigns/{campaign_id}/resume",
  "POST /v1/campaigns/{campaign_id}/retry-failed",
  "POST /v1/campaigns/{campaign_id}/schedule",
  "POST /v1/campaigns/{campaign_id}/schedule/pause",
  "POST /v1/campaigns/{campaign_id}/schedule/resume",
  "POST /v1/campaigns/{campaign_id}/send",
  "POST /v1/campaigns/{campaign_id}/submit",
  "POST /v1/campaigns/{campaign_id}/test",
  "POST /v1/campaigns/{campaign_id}/unschedule",
  "POST /v1/campaigns/{campaign_id}/withdraw",
  "POST /v1/directory/sync",
  "POST /v1/exports",
  "POST /v1/operations/{operation_id}/cancel",
  "POST /v1/senders",
  "POST /v1/senders/{sender_id}/canary",
  "POST /v1/templates",
  "POST /v1/webhook_endpoints",
  "POST /v1/webhook_endpoints/{webhook_endpoint_id}/deliveries/{webhook_delivery_id}/redeliver",
  "POST /v1/webhook_endpoints/{webhook_endpoint_id}/rotate_secret",
  "POST /v1/webhook_endpoints/{webhook_endpoint_id}/test",
  "PUT /v1/campaigns/{campaign_id}/follow-up-plan",
  "PUT /v1/directory/users/{user_id}/opt_out",
  "PUT /v1/production_calendar/{date}",
]);

/** Bytes of a file that `POST /v1/files` takes. */
export const MAX_UPLOAD_BYTES = 10485760;
