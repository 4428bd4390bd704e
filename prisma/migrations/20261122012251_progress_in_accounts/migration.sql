-- CreateTable
CREATE TABLE "ProgressHead" (
    "userId" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ProgressHead_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "AppliedWrite" (
    "userId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "appliedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AppliedWrite_pkey" PRIMARY KEY ("userId","id")
);

-- CreateTable
CREATE TABLE "StepProgress" (
    "userId" UUID NOT NULL,
    "lessonId" TEXT NOT NULL,
    "openedId" UUID,
    "openedAt" TIMESTAMPTZ(3),
    "completedId" UUID,
    "completedAt" TIMESTAMPTZ(3),
    "completedProven" BOOLEAN NOT NULL DEFAULT false,
    "markedId" UUID,
    "markedAt" TIMESTAMPTZ(3),
    "markedDone" BOOLEAN,
    "confidenceId" UUID,
    "confidenceAt" TIMESTAMPTZ(3),
    "confidence" TEXT,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "StepProgress_pkey" PRIMARY KEY ("userId","lessonId")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "userId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "questionId" TEXT NOT NULL,
    "contentVersion" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "verdict" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("userId","id")
);

-- CreateTable
CREATE TABLE "HintUsed" (
    "userId" UUID NOT NULL,
    "lessonId" TEXT NOT NULL,
    "hintId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "HintUsed_pkey" PRIMARY KEY ("userId","lessonId","hintId")
);

-- CreateTable
CREATE TABLE "RunRecord" (
    "userId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lessonId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "durationMs" INTEGER NOT NULL,

    CONSTRAINT "RunRecord_pkey" PRIMARY KEY ("userId","id")
);

-- CreateTable
CREATE TABLE "CodeFile" (
    "userId" UUID NOT NULL,
    "lessonId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "versionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "deviceId" UUID NOT NULL,
    "content" TEXT,
    "contentVersion" TEXT NOT NULL,
    "starter" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "CodeFile_pkey" PRIMARY KEY ("userId","lessonId","path")
);

-- CreateTable
CREATE TABLE "CodeCopy" (
    "userId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "lessonId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CodeCopy_pkey" PRIMARY KEY ("userId","id")
);

-- CreateIndex
CREATE INDEX "StepProgress_userId_revision_idx" ON "StepProgress"("userId", "revision");

-- CreateIndex
CREATE INDEX "Attempt_userId_questionId_idx" ON "Attempt"("userId", "questionId");

-- CreateIndex
CREATE INDEX "Attempt_userId_revision_idx" ON "Attempt"("userId", "revision");

-- CreateIndex
CREATE INDEX "RunRecord_userId_lessonId_at_idx" ON "RunRecord"("userId", "lessonId", "at");

-- CreateIndex
CREATE INDEX "CodeCopy_userId_lessonId_at_idx" ON "CodeCopy"("userId", "lessonId", "at");

-- AddForeignKey
ALTER TABLE "ProgressHead" ADD CONSTRAINT "ProgressHead_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AppliedWrite" ADD CONSTRAINT "AppliedWrite_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepProgress" ADD CONSTRAINT "StepProgress_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepProgress" ADD CONSTRAINT "StepProgress_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "Lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HintUsed" ADD CONSTRAINT "HintUsed_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HintUsed" ADD CONSTRAINT "HintUsed_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "Lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunRecord" ADD CONSTRAINT "RunRecord_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunRecord" ADD CONSTRAINT "RunRecord_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "Lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeFile" ADD CONSTRAINT "CodeFile_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeFile" ADD CONSTRAINT "CodeFile_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "Lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeCopy" ADD CONSTRAINT "CodeCopy_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeCopy" ADD CONSTRAINT "CodeCopy_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "Lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
