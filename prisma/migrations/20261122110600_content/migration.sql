-- All that a message carries beside its text: buttons, files, name, picture, the switch of link previews.
-- Locks: ACCESS EXCLUSIVE on campaign and content_version for a moment (a constant default rewrites nothing). Rows of
-- before carry nothing but their text, which is what '{}' says.

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN "parts" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "content_version" ADD COLUMN "parts" JSONB NOT NULL DEFAULT '{}';
