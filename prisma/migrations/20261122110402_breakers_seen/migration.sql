-- What stops the sends of a bot, for whoever watches and for its next owner; how many deliveries are in each state.
-- Locks: ACCESS EXCLUSIVE on throttle for a moment (a constant default rewrites nothing).

-- AlterTable
ALTER TABLE "throttle" ADD COLUMN "is_floored" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "open_breaker" (
    "sender_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "open_breaker_pkey" PRIMARY KEY ("sender_id")
);

-- CreateTable
CREATE TABLE "delivery_census" (
    "state" "delivery_state" NOT NULL,
    "count" BIGINT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_census_pkey" PRIMARY KEY ("state")
);
