// Each check reads one run by the ids of the lab's steps, and holds when its function returns true.

const statuses = (run, ...steps) => steps.map((step) => run.response(step).status).join(', ')

export const checks = [
  {
    id: 'signed-in',
    title: 'Before the revocation Alice’s laptop opens her orders with each of its three tickets',
    hint: 'These three requests come before Carol presses the button. A cure that refuses them refuses everybody.',
    step: 'laptop-jwt',
    holds: (run) => statuses(run, 'laptop-signed', 'laptop-session', 'laptop-jwt') === '200, 200, 200',
  },
  {
    id: 'who-may-revoke',
    title: 'Carol may end Alice’s sign-ins, and Bob may not',
    hint: 'Compare the two requests to /admin/revoke: what tells the shop who asks?',
    step: 'bob-cannot-revoke',
    holds: (run) => statuses(run, 'bob-cannot-revoke') === '403' && run.response('revoke-alice').status < 400,
  },
  {
    id: 'old-token',
    title: 'The thief with Alice’s old token gets 401',
    hint: 'The signature of the old token is still right. What would the shop have to remember, to tell it from a new one?',
    step: 'thief-jwt',
    holds: (run) => statuses(run, 'thief-jwt') === '401',
  },
  {
    id: 'old-card',
    title: 'The thief with the signed cookie and with the session id gets 401',
    hint: 'The session is refused already. Why can the shop forget a session, and not a card that it signed?',
    step: 'thief-signed',
    holds: (run) => statuses(run, 'thief-signed', 'thief-session') === '401, 401',
  },
  {
    id: 'bob-untouched',
    title: 'Bob, who signed in before the revocation, gets 200 three times',
    hint: 'Whose sign-ins did Carol end? Look at what you compare with what.',
    step: 'bob-jwt',
    holds: (run) => statuses(run, 'bob-signed', 'bob-session', 'bob-jwt') === '200, 200, 200',
  },
  {
    id: 'alice-returns',
    title: 'Alice, signed in again on her phone, gets 200 three times',
    hint: 'Her name is the same as before. What is new about these tickets?',
    step: 'phone-jwt',
    holds: (run) => statuses(run, 'phone-signed', 'phone-session', 'phone-jwt') === '200, 200, 200',
  },
]
