// After an adoption everything that was read of the site before is read anew.
import { dropGround } from '../../boards/lib/ground_of_site'
import { renewDefinitions } from '../../lib/definitions'
import { dropGrounds } from '../../lib/ground'

export async function renewSite(): Promise<void> {
  dropGround()
  dropGrounds()
  await renewDefinitions()
}
