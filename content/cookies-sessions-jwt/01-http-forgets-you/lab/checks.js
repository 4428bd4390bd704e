// Each check reads one run by the ids of the lab's steps, and holds when its function returns true.

/** The number that a response tells its visitor. */
const countIn = (run, step) => Number(/\d+/.exec(run.response(step).text)?.[0])

const counts = (run, ...steps) => steps.map((step) => countIn(run, step)).join(', ')

/** The names that a response gives its visitor. */
const namesFrom = (run, step) => run.response(step).cookies.filter(({ name, value }) => name === 'visitor' && value !== '').map(({ value }) => value)

export const checks = [
  {
    id: 'cookie',
    title: 'A new visitor is given a name in a cookie called visitor',
    hint: 'Open the response to Alice’s first request, and look for the header that hands out a cookie.',
    step: 'alice-1',
    holds: (run) => namesFrom(run, 'alice-1').length > 0,
  },
  {
    id: 'alice',
    title: 'Alice reads 1, 2 and 3',
    hint: 'Which header of her second and third request tells your server that it is Alice again, and does anything there read it?',
    step: 'alice-2',
    holds: (run) => counts(run, 'alice-1', 'alice-2', 'alice-3') === '1, 2, 3',
  },
  {
    id: 'bob',
    title: 'Bob reads 1 and 2',
    hint: 'Alice came before him and between his visits. How many numbers does your server keep?',
    step: 'bob-1',
    holds: (run) => counts(run, 'bob-1', 'bob-2') === '1, 2',
  },
  {
    id: 'made-up',
    title: 'Somebody with a made-up name is a newcomer, and is given a name of your server’s own',
    hint: 'Read the Cookie line of this request. Who gave out that name, and under which one does your server count from now on?',
    step: 'made-up',
    holds: (run) => counts(run, 'made-up') === '1' && namesFrom(run, 'made-up').some((name) => name !== '1'),
  },
  {
    id: 'private-window',
    title: 'Alice in her private window is a newcomer too',
    hint: 'This request brings no cookie. What does your server do with a visitor who has no name yet?',
    step: 'alice-private',
    holds: (run) => counts(run, 'alice-private') === '1' && namesFrom(run, 'alice-private').length > 0,
  },
]
