// The parts of the administration, and whose each is. The server refuses whoever comes round it.
import type { Role } from '../../lib/navigation'
import type { Key } from '../../texts/zh'

export interface Section { name: string; title: Key; roles: readonly Role[] }

// Who changes what the site runs on.
export const kChangers: readonly Role[] = ['system_admin']
const kAdministrators: readonly Role[] = ['system_admin', 'security_admin', 'auditor']

export const sections: readonly Section[] = [
  { name: 'accounts', title: 'title.accounts', roles: ['security_admin'] },
  { name: 'units', title: 'title.units', roles: kAdministrators },
  { name: 'places', title: 'title.places', roles: kAdministrators },
  { name: 'duties', title: 'title.duties', roles: kChangers },
  { name: 'calendar', title: 'title.calendar', roles: kChangers },
  { name: 'programmes', title: 'title.programmes', roles: kAdministrators },
  { name: 'wording', title: 'title.wording', roles: kAdministrators },
  { name: 'change', title: 'title.change', roles: kChangers },
  { name: 'outbox', title: 'title.outbox', roles: ['system_admin', 'supervisor'] },
  { name: 'audit', title: 'title.audit', roles: ['auditor'] },
  { name: 'password', title: 'title.password', roles: [] },
]
