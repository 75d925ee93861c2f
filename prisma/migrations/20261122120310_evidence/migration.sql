-- Evidence sheets as they were issued: never changed, so that what is altered afterwards can be named.
--
-- Locks: SHARE ROW EXCLUSIVE on campaign and run for the moment in which the references are made.
CREATE TABLE "evidence_sheet" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "issued_by" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "head" TEXT NOT NULL,
    "lines" BYTEA NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "evidence_sheet_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "evidence_sheet_has_a_hash_per_line" CHECK (octet_length(hashes) = 32 * (row_count + 1))
);
CREATE INDEX "evidence_sheet_campaign_id_issued_at_id_idx"
    ON "evidence_sheet"("campaign_id", "issued_at" DESC, "id" DESC);
CREATE INDEX "evidence_sheet_head_idx" ON "evidence_sheet"("head");
-- It comes packed.
ALTER TABLE "evidence_sheet" ALTER COLUMN "lines" SET STORAGE EXTERNAL;

ALTER TABLE "evidence_sheet" ADD CONSTRAINT "evidence_sheet_campaign_id_fkey"
    FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evidence_sheet" ADD CONSTRAINT "evidence_sheet_run_id_fkey"
    FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Product code has no reason to; whoever alters one does it past this on purpose, and `verify` tells.
CREATE FUNCTION evidence_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an evidence sheet never changes' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "evidence_sheet_stays" BEFORE UPDATE OR DELETE ON "evidence_sheet"
  FOR EACH ROW EXECUTE FUNCTION evidence_stays();
