-- Who watches long work asks every second what has ended lately.
-- Locks: SHARE on operation while the index is built; the table is small.
CREATE INDEX "operation_finished_ix" ON "operation" ("finished_at") WHERE finished_at IS NOT NULL;
