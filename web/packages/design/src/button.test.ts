import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { describe, expect, it } from 'vitest'
import { holdBack } from './hold'
import HyButton from './parts/HyButton.vue'

const drawn = (props: Record<string, unknown>) => renderToString(createSSRApp({ render: () => h(HyButton, props, () => 'Send') }))

describe('a busy button', () => {
  it('says so and keeps the focus: it is never disabled', async () => {
    expect(await drawn({ busy: true, type: 'submit' })).toMatch(/<button type="submit" aria-disabled="true" class="button plain"/)
    expect(await drawn({ busy: true })).not.toMatch(/ disabled/)
    expect(await drawn({ busy: false })).not.toContain('disabled')
  })
  it('takes no press: neither its listeners nor its form hear of it', () => {
    const heard: string[] = []
    const button = new EventTarget()
    let isBusy = true
    button.addEventListener('click', (press) => holdBack(press, isBusy), { capture: true })
    button.addEventListener('click', () => heard.push('pressed'))
    const press = () => button.dispatchEvent(new Event('click', { cancelable: true }))
    expect([press(), heard.length]).toEqual([false, 0])
    isBusy = false
    expect([press(), heard.length]).toEqual([true, 1])
  })
})
