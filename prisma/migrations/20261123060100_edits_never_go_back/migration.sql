-- A change of text that had become unneeded (its message turned out not to have been sent) came back when the message was
-- sent at last, although it was sent with a still newer text: the old text went over the new one. Only a change to a newer
-- text than the message was sent with comes back. Replaces a function; takes no lock on a table.
CREATE OR REPLACE FUNCTION edit_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'sent' THEN
    UPDATE edit e SET state = 'todo', due_at = clock_timestamp(), finished_at = NULL
     WHERE e.delivery_id = NEW.id AND e.state IN ('todo', 'unneeded')
       AND e.version > coalesce((SELECT number FROM content_version WHERE id = NEW.content_version_id), 0)
       AND e.version = (SELECT max(version) FROM edit WHERE delivery_id = NEW.id);
  ELSIF NEW.state <> 'unknown' THEN
    UPDATE edit SET state = 'unneeded', due_at = NULL, finished_at = clock_timestamp()
     WHERE delivery_id = NEW.id AND state = 'todo';
  END IF;
  RETURN NULL;
END $$;
