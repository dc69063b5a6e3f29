// Who carries this phone, the server, the words, the looks. The person is remembered, so that the app opens without a
// signal; a session that ended is renewed in place and costs nothing that was written.
import { answered, connect, type Schemas } from '@huiyin/api'
import { createLooks } from '@huiyin/design'
import { createTexts, useTexts } from '@huiyin/i18n'
import { kept } from '@huiyin/kept'
import { computed, ref, shallowRef } from 'vue'
import { zh, type Key } from '../texts/zh'

export interface Person {
  account: number
  login: string
  name: string
  posts: Schemas['Post'][]
}

export const texts = createTexts<Key>(zh, async () => (await import('../texts/en')).en)
export const useWords = () => useTexts<Key>()
export const looks = createLooks()

const shelf = kept<Person>('huiyin.field.person')
const known = shelf.read()

export const me = shallowRef(known?.account ? known : undefined)
// The server knows the phone no longer: sign in again, in place.
export const expired = ref(false)
// Did the last call arrive? A phone with two bars and no network says it is online.
export const reached = ref(navigator.onLine)
addEventListener('offline', () => { reached.value = false })
// What the phone's clock is behind the server's.
export const clockBehindMs = ref(0)
export const units = computed(() => new Set((me.value?.posts ?? []).map((post) => post.unit)))

const language = () => (texts.language.value === 'en' ? 'en' : 'zh-CN')
export const server = connect(language)
server.use({
  onResponse({ request, response }) {
    reached.value = true
    const date = Date.parse(response.headers.get('Date') ?? '')
    if (!Number.isNaN(date)) clockBehindMs.value = date - Date.now()
    const isSigningIn = request.method === 'POST' && request.url.endsWith('/sessions')
    if (response.status === 401 && !isSigningIn && me.value) expired.value = true
    return undefined
  },
  onError() {
    reached.value = false
    return undefined
  },
})

// Does the server still know this phone as mine? Without a session it answers as it answers the public: less, and not 401.
export async function isKnown(): Promise<boolean> {
  const answer = await server.GET('/api/v1/sessions/current').catch(() => undefined)
  if (answer?.data && answer.data.account !== me.value?.account) expired.value = true
  return answer?.data !== undefined && !expired.value
}

export async function signIn(login: string, password: string): Promise<Person> {
  const { account } = await answered(server.POST('/api/v1/sessions', { body: { login, password } }))
  const person = { account: account.id, login: account.login, name: account.name, posts: account.posts }
  shelf.write(person)
  me.value = person
  expired.value = false
  return person
}

export async function signOut(): Promise<void> {
  await server.DELETE('/api/v1/sessions/current').catch(() => undefined)
  shelf.drop()
  me.value = undefined
  expired.value = false
}
