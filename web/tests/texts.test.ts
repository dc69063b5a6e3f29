// No text stands in a screen itself, no key is missing in either language, none lies about unused.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (name === 'node_modules') return []
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })

const apps = readdirSync(join(root, 'apps'))
const sources = [...apps.map((app) => `apps/${app}`), 'packages/design', 'packages/map', 'packages/api']
  .flatMap((folder) => filesUnder(join(root, folder, 'src')))
  .filter((path) => /\.(vue|ts)$/.test(path) && !/\.(test|gen)\.ts$/.test(path) && !path.includes('/texts/'))

const kSpoken = ['aria-label', 'alt', 'title', 'placeholder', 'label', 'hint']

// What a reader would see of a template that comes from no catalogue.
export function spokenInTemplate(source: string): string[] {
  const template = /<template>([\s\S]*)<\/template>/.exec(source)?.[1] ?? ''
  const bare = template.replace(/<!--[\s\S]*?-->/g, '').replace(/\{\{[\s\S]*?\}\}/g, '')
  const found: string[] = []
  const text = bare.replace(/<[a-zA-Z/](?:"[^"]*"|'[^']*'|[^"'>])*>/g, (tag) => {
    for (const [, name, value] of tag.matchAll(/\s([\w:@-]+)="([^"]*)"/g)) {
      if (kSpoken.includes(name ?? '') && /\p{L}/u.test(value ?? '')) found.push(value ?? '')
    }
    return '\n'
  })
  return [...found, ...text.split('\n').map((line) => line.trim()).filter((line) => /\p{L}/u.test(line))]
}

const chineseInCode = (source: string) =>
  source.replace(/<template>[\s\S]*<\/template>/, '').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').split('\n')
    .filter((line) => /\p{Script=Han}/u.test(line))

describe('the check itself', () => {
  it('sees bare words and spoken attributes, and lets symbols and bound values pass', () => {
    const page = '<template><p :title="t(`x`)" class="soft">▲ {{ t("y") }}</p><a aria-label="Open">打开 <b>it</b></a></template>'
    expect(spokenInTemplate(page)).toEqual(['Open', '打开', 'it'])
  })
})

it.each(sources.map((path) => [path.slice(root.length), path]))('%s speaks from the catalogue only', (_, path) => {
  const source = readFileSync(path, 'utf8')
  if (path.endsWith('.vue')) expect(spokenInTemplate(source)).toEqual([])
  expect(chineseInCode(source)).toEqual([])
})

describe.each(apps)('the catalogue of %s', async (app) => {
  const folder = join(root, 'apps', app, 'src')
  const { zh } = (await import(join(folder, 'texts/zh.ts'))) as { zh: Record<string, string> }
  const { en } = (await import(join(folder, 'texts/en.ts'))) as { en: Record<string, string> }
  const code = filesUnder(folder).filter((path) => !path.includes('/texts/')).map((path) => readFileSync(path, 'utf8')).join('\n')
  const params = (text: string | undefined) => [...new Set([...(text ?? '').matchAll(/\{(\w+)/g)].map((m) => m[1]))].sort()

  it('has every key in both languages, with the same parameters, and nothing empty', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
    for (const key of Object.keys(zh)) {
      expect(params(en[key]), key).toEqual(params(zh[key]))
      expect(zh[key] && en[key], key).toBeTruthy()
    }
  })
  it('speaks English in English', () => {
    const mixed = Object.entries(en).filter(([key, text]) => /\p{Script=Han}/u.test(text) && !key.startsWith('app.otherLanguage'))
    expect(mixed).toEqual([])
  })
  it('holds no key that no page uses', () => {
    // Keys may be put together: t(`rate.${answer}`).
    const prefixes = [...code.matchAll(/[`'"]([\w.]+\.)\$\{/g)].map((m) => m[1]!)
    const unused = Object.keys(zh).filter((key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)))
    expect(unused).toEqual([])
  })
})

it('every folder of apps is checked', () => {
  expect(apps.map((app) => basename(app))).toContain('resident')
})
