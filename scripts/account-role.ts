// `npm run account:role -- <address> <role>`: gives a role to the account with this address. There is no page for it on purpose:
// who may give roles is who may run commands beside the database.
import { ROLES } from '#lib/accounts/viewer.ts'
import { Trouble } from './launch/progress.ts'
import { withDatabase } from './launch/with-database.ts'

const [address, role] = process.argv.slice(2)

await withDatabase(async (url) => {
  if (!address || !role)
    throw new Trouble(`Expected an address and a role (${ROLES.join(', ')}), such as: npm run account:role -- ada@example.org moderator`)
  const { openDatabase } = await import('#lib/db.ts')
  const { giveRole } = await import('#lib/accounts/give-role.ts')
  const database = openDatabase(url)
  try {
    const given = await giveRole(address, role, database)
    if (given.ok) return console.log(`${address} is ${given.value} from the next request on.`)
    throw new Trouble(
      given.reason === 'unknown-role'
        ? `There is no role "${role}". Expected one of: ${ROLES.join(', ')}.`
        : `There is no account with the address ${address}.`,
    )
  } finally {
    await database.$disconnect()
  }
})
