// What the whole app shares: who sits here, the server, the words, the looks. A session that ends while somebody works is
// renewed in place: the call that met it waits for the new session and is then sent as it was.
import { answered, connect, type Schemas } from '@huiyin/api'
import { createLooks } from '@huiyin/design'
import { createTexts, useTexts } from '@huiyin/i18n'
import { computed, ref, shallowRef } from 'vue'
import type { Role } from './navigation'
import { zh, type Key } from '../texts/zh'

const kLogin = 'huiyin.login'
const kSignedIn = 'huiyin.signedIn'

export const texts = createTexts<Key>(zh, async () => (await import('../texts/en')).en)
export const useWords = () => useTexts<Key>()
export const looks = createLooks()

export const me = shallowRef<Schemas['PrincipalView']>()
export const posts = computed(() => me.value?.posts ?? [])
export const roles = computed<Role[]>(() => [...new Set(posts.value.map((post) => post.role))])
export const lastLogin = () => localStorage.getItem(kLogin) ?? ''

// Somebody has to sign in again before anything goes on.
export const expired = ref(false)
const waiting: (() => void)[] = []

const again = () => new Promise<void>((resolve) => {
  waiting.push(resolve)
  expired.value = true
})

// `fetch` for a signed-in person. Without a session some routes answer anybody or refuse the step: then it is looked up.
export async function guarded(request: Request): Promise<Response> {
  const spare = request.clone()
  const answer = await fetch(request)
  if (!me.value || (answer.status !== 401 && answer.status !== 403)) return answer
  if (answer.status === 403 && !(await hasEnded())) return answer
  await again()
  return guarded(spare)
}

const hasEnded = async () => (await fetch('/api/v1/sessions/current').catch(() => undefined))?.status === 401

// Has the session ended? Then waits until somebody has signed in again.
export async function checkSession(): Promise<boolean> {
  const ended = me.value !== undefined && (await hasEnded())
  if (ended) await again()
  return ended
}

const language = () => (texts.language.value === 'en' ? 'en' : 'zh-CN')
export const server = connect(language, '', guarded)
// Without the guard: signing in answers 401 itself, and nobody is asked to sign in for what happens beside the work.
export const unguarded = connect(language)

export async function recall(): Promise<void> {
  if (!localStorage.getItem(kSignedIn)) return
  const answer = await unguarded.GET('/api/v1/sessions/current').catch(() => undefined)
  if (answer?.data?.account) me.value = answer.data
}

export async function signIn(login: string, password: string): Promise<void> {
  await answered(unguarded.POST('/api/v1/sessions', { body: { login, password } }))
  localStorage.setItem(kLogin, login)
  localStorage.setItem(kSignedIn, 'yes')
  const before = me.value?.account
  const now = await answered(unguarded.GET('/api/v1/sessions/current'))
  // Somebody else must not go on with what another left on the screen.
  if (before !== undefined && before !== now.account) return location.reload()
  me.value = now
  expired.value = false
  waiting.splice(0).forEach((go) => go())
}

export async function signOut(): Promise<void> {
  await unguarded.DELETE('/api/v1/sessions/current').catch(() => undefined)
  sessionStorage.clear()
  localStorage.removeItem(kSignedIn)
  location.assign('/console/sign-in')
}
