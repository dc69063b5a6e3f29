// Night has more contrast than anything else: 7 to 1 for words.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { coloursOf, contrast, pairs } from '../../../packages/design/src/contrast'

const css = readFileSync(new URL('./style.css', import.meta.url), 'utf8')
const night = coloursOf(css, ":root[data-theme='dark'][data-night='true']")

it.each(pairs)('%s on %s', (word, ground, least) => {
  expect(contrast(night[word] ?? '', night[ground] ?? '')).toBeGreaterThanOrEqual(least === 4.5 ? 7 : least)
})
