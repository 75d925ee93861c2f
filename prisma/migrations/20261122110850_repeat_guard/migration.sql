-- What a text says whatever its case, spaces and fields, so that sending it twice is noticed. Versions of before have no
-- key and are compared with nothing: the guard looks back some days only.
--
-- Locks: ACCESS EXCLUSIVE on content_version for a moment (a column without a default); SHARE while the index is built
-- over a few thousand short rows.
ALTER TABLE "content_version" ADD COLUMN "text_key" TEXT;
CREATE INDEX "content_version_text_key_idx" ON "content_version"("text_key");
