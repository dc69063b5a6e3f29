// What residents are told where they live: for a street, for one community, for the whole district.
import { axe, person } from '../lib/browser.mjs'
import { call, expect } from '../lib/server.mjs'
import { inEveryLook, shown } from '../lib/pages.mjs'

const kUntil = '2099-11-30T18:00:00+08:00'
const kNotices = [
  ['柳塘街道今晚检修供水管道，请提前储水', { code: '990101001' }],
  ['晓园社区服务站周六照常办事', { code: '990101001001' }],
  ['石榴湾社区道路施工，请绕行', { code: '990101002001' }],
  ['全区今天试鸣防空警报，请勿惊慌', {}],
]

export const noticed = async ({ server, browser, picture, as }) => {
  const gu = await person(browser)
  const { page } = gu
  await page.goto(server.base)
  await page.locator('article').first().waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.getByText('服务公告').count() === 0, 'where nothing is announced nothing is said of it')

  const made = []
  for (const [description, place] of kNotices) {
    const answer = await call('POST', `${server.api}/cases`, { programme: 'service_notice', channel: 'desk', description, place, agreed_at: kUntil }, await as('paidan'))
    if (answer.status !== 201) throw new Error(`notice: ${answer.status} ${JSON.stringify(answer.body)}`)
    made.push(answer.body.case_no)
  }
  await page.reload()
  await shown(page, '全区今天试鸣防空警报')
  await page.getByRole('button', { name: '再看一些' }).click()
  await shown(page, '柳塘街道今晚检修供水管道')
  const panel = page.locator('section', { has: page.getByRole('heading', { name: '服务公告' }) })
  expect(await panel.getByText('到2099年11月30日 18:00').count() === kNotices.length, 'each says until when')
  await page.getByRole('button', { name: '看哪里' }).click()
  await page.getByLabel('街道').selectOption({ label: '柳塘街道' })
  await page.getByLabel('社区').selectOption({ label: '长桥里社区' })
  await page.getByText('石榴湾社区道路施工').waitFor({ state: 'detached' })
  await page.reload()
  await shown(page, '柳塘街道今晚检修供水管道')
  expect(await page.getByText('晓园社区服务站').count() === 0 && await page.getByText('全区今天试鸣').count() === 1,
    'a place once chosen is remembered: what is for its street and the district, not for others')
  await picture(page, 'notices-360')
  await page.getByRole('link', { name: '柳塘街道今晚检修供水管道' }).click()
  await shown(page, '到2099年11月30日 18:00为止')
  await page.getByRole('heading', { name: '服务公告', level: 1 }).waitFor()
  await picture(page, 'notice-360')
  const found = await inEveryLook(page, [server.base, page.url()], axe)
  expect(found.length === 0, 'axe finds nothing on the notices', `\n  ${found.join('\n  ')}`)
  expect(gu.faults.length === 0, 'no error in the browser', gu.faults.join('; '))
  await gu.context.close()
  const wide = await person(browser, { width: 1280 })
  await wide.page.goto(server.base)
  await shown(wide.page, '全区今天试鸣防空警报')
  await picture(wide.page, 'notices-1280')
  await wide.context.close()
}
