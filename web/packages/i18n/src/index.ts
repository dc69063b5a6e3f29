// Texts in Chinese and English. The Chinese catalogue is the source of the keys; a missing or a surplus key in the other
// does not compile.
import { computed, inject, ref, type App, type InjectionKey, type Ref } from 'vue'

export type Language = 'zh' | 'en'
export type Catalogue = Record<string, string>
export interface Said { zh: string; en: string }

// "{name}" is replaced by a parameter of that name; "{n|one thing|{n} things}" by the first when n is 1, else by the second.
export function fill(text: string, params: Record<string, string | number> = {}): string {
  const counted = text.replace(/\{(\w+)\|([^|]*)\|((?:[^{}]|\{\w+\})*)\}/g, (_, name: string, one: string, more: string) =>
    Number(params[name]) === 1 ? one : more)
  return counted.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

export interface Texts<Key extends string> {
  language: Ref<Language>
  t(key: Key, params?: Record<string, string | number>): string
  // Names that come from the site itself, in both languages.
  said(name: Said | undefined): string
  speak(language: Language): Promise<void>
}

const kPlace = 'huiyin.language'

export function firstLanguage(kept: string | null, wished: readonly string[]): Language {
  if (kept === 'zh' || kept === 'en') return kept
  const known = wished.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en')
  return (known as Language | undefined) ?? 'zh'
}

// The English catalogue is fetched when it is first wanted.
export function createTexts<Key extends string>(
  zh: Record<Key, string>, english: () => Promise<Record<Key, string>>,
): Texts<Key> {
  const language = ref<Language>('zh')
  const en = ref<Record<Key, string>>()
  const words = computed(() => (language.value === 'en' && en.value ? en.value : zh) as Record<Key, string>)
  return {
    language,
    t: (key, params) => fill(words.value[key], params),
    said: (name) => (name ? (language.value === 'en' ? name.en || name.zh : name.zh || name.en) : ''),
    async speak(wanted) {
      if (wanted === 'en' && !en.value) en.value = await english()
      language.value = wanted
      document.documentElement.lang = wanted === 'en' ? 'en' : 'zh-CN'
      localStorage.setItem(kPlace, wanted)
    },
  }
}

export const keptLanguage = () => firstLanguage(localStorage.getItem(kPlace), navigator.languages)

const kTexts: InjectionKey<Texts<string>> = Symbol('texts')
export const provideTexts = <Key extends string>(app: App, texts: Texts<Key>) =>
  app.provide(kTexts, texts as unknown as Texts<string>)
export function useTexts<Key extends string>(): Texts<Key> {
  const texts = inject(kTexts)
  if (!texts) throw new Error('no texts are provided')
  return texts as unknown as Texts<Key>
}

export * from './moment'
