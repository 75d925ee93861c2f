-- The recipients of a run in the order of their names, of their departments, and of the sends, a page at a time.
-- Locks: SHARE on person and on delivery while the indexes are built (a million deliveries: some seconds, in which
-- nothing is sent; reads do not wait).
CREATE INDEX "person_name_ix" ON "person"
  ((folded(coalesce(last_name, '') || ' ' || coalesce(first_name, '') || ' ' || nickname) COLLATE "C"));
-- Nobody's department comes after all others; no letter of a department comes before the name of a person in a shorter one.
CREATE INDEX "person_place_ix" ON "person"
  ((folded(coalesce(department, chr(65535)) || chr(1) || coalesce(last_name, '') || ' ' || coalesce(first_name, '') || ' '
    || nickname) COLLATE "C"));
CREATE INDEX "delivery_run_sent_ix" ON "delivery" ("run_id", "sent_at", "id") WHERE state = 'sent';
