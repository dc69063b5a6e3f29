// A volunteer signs in to take orders, and for that alone: everything else in this app is asked without an account.
import { answered, connect, type Schemas } from '@huiyin/api'
import { kept } from '@huiyin/kept'
import { ref, shallowRef } from 'vue'
import { language } from './session'

// `post`: which of the account's posts is the volunteer's, as lists are asked for.
export interface Volunteer { account: number; login: string; name: string; post: number }

const shelf = kept<Volunteer>('huiyin.volunteer')
export const volunteer = shallowRef(shelf.read())
// The session ended by itself: they are asked to sign in again, and nothing half written is lost.
export const hasEnded = ref(false)

// Calls that carry the session.
export const desk = connect(language)
desk.use({
  onResponse({ request, response }) {
    const isSigningIn = request.method === 'POST' && request.url.endsWith('/sessions')
    if (response.status === 401 && !isSigningIn && volunteer.value) end()
    return undefined
  },
})

function end(): void {
  hasEnded.value = true
  volunteer.value = undefined
}

const postOf = (posts: readonly Schemas['Post'][]) => posts.findIndex((post) => post.role === 'volunteer')

// Does the server still know them? Without a session it answers as it answers anybody: less, and not 401.
export async function recall(): Promise<void> {
  if (!volunteer.value) return
  const told = await desk.GET('/api/v1/sessions/current').catch(() => undefined)
  if (told?.data && told.data.account !== volunteer.value?.account) end()
}

// Whether the account is a volunteer's; another one is signed out again.
export async function signIn(login: string, password: string): Promise<boolean> {
  const { account } = await answered(desk.POST('/api/v1/sessions', { body: { login, password } }))
  const post = postOf(account.posts)
  if (post < 0) {
    await signOut()
    return false
  }
  volunteer.value = { account: account.id, login: account.login, name: account.name, post }
  shelf.write(volunteer.value)
  hasEnded.value = false
  return true
}

export async function signOut(): Promise<void> {
  shelf.drop()
  volunteer.value = undefined
  hasEnded.value = false
  await desk.DELETE('/api/v1/sessions/current').catch(() => undefined)
}
