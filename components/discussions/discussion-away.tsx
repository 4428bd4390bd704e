/** The discussion cannot be read just now; everything else can. */
export function DiscussionAway() {
  return (
    <div role="alert" className="border-s-2 border-bad ps-4">
      <p className="font-semibold">The discussion cannot be reached at the moment.</p>
      <p className="text-muted">What you have begun to write is kept. Lessons and questions work meanwhile; reload this page in a few seconds.</p>
    </div>
  )
}
