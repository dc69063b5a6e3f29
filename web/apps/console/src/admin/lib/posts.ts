// Posts as a form holds them, and back.
import type { Schemas } from '@huiyin/api'
import type { Role } from '../../lib/navigation'

export type Post = Schemas['Post']
export type PostInput = Required<Schemas['PostInput']>

// The server's closed list, in the order of its work.
export const kRoles: readonly Role[] = [
  'intake', 'dispatcher', 'handler', 'reviewer', 'caller', 'supervisor', 'grid_worker', 'grid_lead', 'community_lead', 'street_lead',
  'district_lead', 'knowledge_editor', 'liaison', 'volunteer', 'device', 'integrator', 'auditor', 'security_admin', 'system_admin',
]

export const newPost = (): PostInput => ({ unit: '', role: 'handler', place: '', valid_from: '', valid_until: '' })
export const copied = (posts: readonly Post[]): PostInput[] => posts.map((post) => ({ ...newPost(), ...post }))
export const samePosts = (a: readonly PostInput[], b: readonly PostInput[]): boolean => JSON.stringify(a) === JSON.stringify(b)

// The field of a post the server's word is about: "/posts/2/unit" speaks of the third one's unit.
export function problemOf(where: string, at: number, field: keyof PostInput): boolean {
  return where === `/posts/${at}/${field}` || (field === 'role' && where === `/posts/${at}`)
}

// A password one can read out over the phone: nothing that looks like something else.
const kLetters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
export function newPassword(length = 16): string {
  const picked: string[] = []
  while (picked.length < length) {
    // Draws beyond the last whole turn of the letters are thrown away, so that each is as likely as any other.
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < 256 - (256 % kLetters.length) && picked.length < length) picked.push(kLetters[byte % kLetters.length] as string)
    }
  }
  return picked.join('')
}
