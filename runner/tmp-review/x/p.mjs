import { setTimeout as wait } from 'node:timers/promises'

let currentUser

async function answer(user) {
  currentUser = user
  await wait(20) // the database thinks
  return `${user} is shown the orders of ${currentUser}`
}

for (const line of await Promise.all([answer('alice'), answer('bob')])) console.log(line)
