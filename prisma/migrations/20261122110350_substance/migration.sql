-- Which words an acknowledgement is about: a mended typo keeps it, another meaning asks again.
-- Locks: ACCESS EXCLUSIVE on content_version for a moment (a column with a constant default; no row is rewritten), and
-- on acknowledgement while its key is made anew, which reads its rows once.
-- Texts that were changed before count as one: the buttons of their messages do not say which they belong to.

ALTER TABLE "content_version" ADD COLUMN "substance" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "acknowledgement"
  ADD COLUMN "substance" INTEGER NOT NULL DEFAULT 0,
  DROP CONSTRAINT "acknowledgement_pkey",
  ADD CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("delivery_id", "substance");

ALTER TABLE "content_version"
  ADD CONSTRAINT "content_version_substance" CHECK (substance BETWEEN 0 AND number);
