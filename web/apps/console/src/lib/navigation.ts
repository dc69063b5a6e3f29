// What stands in the navigation: a page, its name, and whose it is.
import type { Schemas } from '@huiyin/api'
import type { Key } from '../texts/zh'

export type Role = Schemas['Post']['role']

export interface Entry {
  name: string // of the route
  title: Key
  roles: readonly Role[] // none: everybody's
}

export const isFor = (entry: Pick<Entry, 'roles'>, roles: readonly Role[]): boolean =>
  entry.roles.length === 0 || entry.roles.some((role) => roles.includes(role))
