-- Follow-ups that are tasks of the messenger. A task stands in `delivery.message_id` with the sign turned, as a chat does in
-- `recipient_id`: the two have ids of their own, and whatever is asked about messages asks for ids above zero.
-- Locks: ACCESS EXCLUSIVE on run_step for a moment (a CHECK over its few rows); SHARE ROW EXCLUSIVE on delivery for a moment
-- (a trigger that is made anew).

ALTER TABLE "run_step"
  DROP CONSTRAINT "run_step_form",
  ADD CONSTRAINT "run_step_form" CHECK (form IN ('message', 'reply', 'task'));

-- Nobody tells who has read a task.
DROP TRIGGER receipt_watch_begin ON "delivery";
CREATE TRIGGER receipt_watch_begin AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state = 'sent' AND OLD.state <> 'sent' AND NEW.recipient_id > 0 AND NEW.message_id > 0)
  EXECUTE FUNCTION receipt_watch_begin();
