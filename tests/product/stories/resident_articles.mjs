// What is known already, beside a resident's words: quiet, shut, and in nobody's way.
import { axe, person } from '../lib/browser.mjs'
import { expect } from '../lib/server.mjs'
import { shown } from '../lib/pages.mjs'

const looksOf = async (page, name) => {
  const found = (await axe(page)).faults
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push('wider than the phone')
  expect(found.length === 0, `axe finds nothing beside articles (${name})`, found.join('\n  '))
}

export const toldBefore = async ({ server, browser, picture }) => {
  const zhao = await person(browser)
  const { page } = zhao
  await page.goto(`${server.base}/report`)
  await page.getByLabel('说说是什么事').fill('旧沙发、旧床垫堆在路灯下，晚上施工声音大')
  await shown(page, '也许这已经回答了您')
  const answers = page.locator('.articles details')
  expect(await answers.count() === 2 && await page.locator('.articles details[open]').count() === 0, 'at most two answers are offered, by their titles')
  expect(await page.getByRole('button', { name: '提交' }).evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight), 'sending stays in sight')
  await answers.first().locator('summary').click()
  await answers.first().getByText('请在前一天晚上放到').waitFor()
  await picture(page, 'report-article-360', false)
  await page.getByLabel('说说是什么事').press('End')
  await page.keyboard.type('，请来看看')
  await looksOf(page, 'zh light')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('status').getByText('已收到').waitFor()
  expect(true, 'who is not answered by it sends as ever')
  expect(zhao.faults.length === 0, 'no error in the browser', zhao.faults.join('; '))
  await zhao.context.close()

  for (const [name, looks, words] of [['en dark', { language: 'en', theme: 'dark' }, 'an old mattress'], ['elder', { large: true }, '旧床垫']]) {
    const reader = await person(browser, looks)
    await reader.page.goto(`${server.base}/report`)
    await reader.page.locator('textarea').fill(words)
    await reader.page.locator('.articles summary').first().click()
    await looksOf(reader.page, name)
    await reader.context.close()
  }
}
