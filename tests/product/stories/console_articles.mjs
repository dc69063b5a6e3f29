// What is known already, at the desks: found while the call is typed, put into the answer, changed, sent; and at a case.
import { expect } from '../lib/server.mjs'

const article = (page, title) => page.locator('.articles li', { hasText: title })
const use = (page, title) => article(page, title).getByRole('button', { name: /用这篇答复/ })
const reply = (page) => page.getByLabel('答复内容')

const inEveryLook = async (page, axe) => {
  const found = []
  for (const language of ['EN English', /^中文/]) {
    for (const theme of ['dark', 'light']) {
      await page.evaluate((wanted) => { document.documentElement.dataset.theme = wanted }, theme)
      found.push(...(await axe(page)).faults.map((fault) => `${theme}: ${fault}`))
    }
    await page.getByRole('button', { name: language }).click()
  }
  return found
}

// `page` stands at a desk with no call begun.
export const answeredByArticle = async ({ picture, axe, read }, page) => {
  await page.getByLabel('来电人说').fill('家里有张旧床垫，还有路灯的事')
  await article(page, '旧家具、大件垃圾怎么扔').waitFor()
  await article(page, '路灯不亮多久能修').getByRole('button', { name: /看全文/ }).click()
  await page.getByText('成片不亮当晚抢修').waitFor()
  expect(await reply(page).count() === 0, 'what is known of a matter is read beside the call, and nothing is begun by reading')

  await page.getByLabel('来电人说').focus()
  await page.keyboard.press('Control+j')
  await page.getByText('已放入“旧家具、大件垃圾怎么扔”').waitFor()
  const bulky = await reply(page).inputValue()
  expect(/^大件垃圾每周三、周六.*请人搬。$/.test(bulky) && await reply(page).evaluate((box) => box === document.activeElement), 'one key puts the best article into the answer, ready to be changed', bulky)
  await page.getByRole('button', { name: '撤回这篇' }).click()
  expect(await reply(page).inputValue() === '', 'and one press takes it out')

  await reply(page).fill('王女士您好：')
  await use(page, '旧家具、大件垃圾怎么扔').click()
  await page.getByText('接在您写的后面').waitFor()
  expect(await reply(page).inputValue() === `王女士您好：\n\n${bulky}`, 'below what was typed, never over it', await reply(page).inputValue())
  await picture(page, 'desk-article-1280', false)
  const found = await inEveryLook(page, axe)
  expect(found.length === 0, 'axe finds nothing at a desk with articles', found.join('\n  '))
  await reply(page).press('Control+End')
  await page.keyboard.type('本周六上午就有一次。')
  expect(await page.getByRole('button', { name: '撤回这篇' }).count() === 0, 'who has written on loses nothing by taking it out')
  await page.reload()
  expect((await reply(page).inputValue()).endsWith('请人搬。本周六上午就有一次。'), 'a reload costs no word of the answer')

  await page.getByRole('button', { name: /登记并答复办结/ }).click()
  await page.getByRole('heading', { name: '已登记' }).waitFor()
  const { timeline } = await read(await page.locator('.tell dd').first().innerText())
  expect(timeline.some((entry) => entry.words.reply === `王女士您好：\n\n${bulky}本周六上午就有一次。`), 'the answer goes out as it was made of both')
  await page.keyboard.press('n')
}

// A case whose form of "在线解答" takes an answer.
export const answeredAtCase = async ({ server }, page, caseNo) => {
  await page.goto(`${server.base}/console/cases/${caseNo}`)
  await page.locator('.bar').getByRole('button', { name: /^在线解答/ }).click()
  await use(page, '路灯不亮多久能修').waitFor()
  await page.keyboard.press('Control+j')
  const box = page.locator('form.command textarea').first()
  expect((await box.inputValue()).startsWith('请告诉我们灯杆上的编号'), 'the form of an answer at a case offers the same')
  await page.locator('h1').first().click()
  await page.keyboard.press('?')
  expect(await page.getByRole('dialog').getByText('用第一篇现成的答复').isVisible(), 'and "?" tells its key')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '撤回这篇' }).click()
  await page.keyboard.press('Escape')
}
