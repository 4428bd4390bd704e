-- AlterTable
ALTER TABLE "StepProgress" ADD COLUMN     "passedAt" TIMESTAMPTZ(3),
ADD COLUMN     "passedId" UUID,
ADD COLUMN     "passedVersion" TEXT;
