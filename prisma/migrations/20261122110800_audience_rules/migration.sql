-- Saved audiences, guests, and which exclusion left somebody out.
-- Locks: ACCESS EXCLUSIVE on campaign, run and delivery for a moment each (constant defaults and nullable columns
-- rewrite nothing). The other objects are new.

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN "skip_guests" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "skip_guests" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN "excluded_by" TEXT;

-- CreateTable
CREATE TABLE "audience" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "rules" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audience_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audience_member" (
    "audience_id" UUID NOT NULL,
    "person_id" BIGINT NOT NULL,

    CONSTRAINT "audience_member_pkey" PRIMARY KEY ("audience_id","person_id")
);

-- CreateTable
CREATE TABLE "audience_import" (
    "operation_id" UUID NOT NULL,
    "audience_id" UUID NOT NULL,
    "mode" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audience_import_pkey" PRIMARY KEY ("operation_id")
);

-- CreateTable
CREATE TABLE "audience_import_row" (
    "operation_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "given" TEXT NOT NULL,
    "kind" TEXT,
    "keys" TEXT[],
    "code" TEXT,
    "person_id" BIGINT,
    "matches" INTEGER,
    "is_looked_up" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "audience_import_row_pkey" PRIMARY KEY ("operation_id","row")
);

-- CreateIndex
CREATE UNIQUE INDEX "audience_name_key" ON "audience"("name");

-- CreateIndex
CREATE INDEX "audience_created_at_id_idx" ON "audience"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audience_import_audience_id_created_at_idx" ON "audience_import"("audience_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "audience_member" ADD CONSTRAINT "audience_member_audience_id_fkey" FOREIGN KEY ("audience_id") REFERENCES "audience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audience_import" ADD CONSTRAINT "audience_import_audience_id_fkey" FOREIGN KEY ("audience_id") REFERENCES "audience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audience_import_row" ADD CONSTRAINT "audience_import_row_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "audience_import"("operation_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "audience" ADD CONSTRAINT "audience_version" CHECK (version >= 1);
ALTER TABLE "audience_import" ADD CONSTRAINT "audience_import_mode" CHECK (mode IN ('append', 'replace'));
ALTER TABLE "audience_import_row"
  ADD CONSTRAINT "audience_import_row_kind" CHECK (kind IN ('id', 'nickname', 'email', 'name')),
  ADD CONSTRAINT "audience_import_row_says" CHECK (kind IS NOT NULL OR code IS NOT NULL);
-- What an import has still to look up.
CREATE INDEX "audience_import_row_waiting_ix" ON "audience_import_row" ("operation_id", "row") WHERE NOT is_looked_up;
-- What is to be told about an import.
CREATE INDEX "audience_import_row_told_ix" ON "audience_import_row" ("operation_id", "row") WHERE code IS NOT NULL;
