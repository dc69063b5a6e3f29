// Matters of others: how many are open where, on a map and in words; one that is followed after "me too".
import { person } from '../lib/browser.mjs'
import { call, expect } from '../lib/server.mjs'
import { shown } from '../lib/pages.mjs'

const openByCommunity = async (api) => {
  const counts = new Map()
  let cursor = ''
  do {
    const { rows, next } = (await call('GET', `${api}/cases?phase=open&limit=200&cursor=${cursor}`)).body
    for (const { place, programme } of rows) if (programme !== 'service_notice') counts.set(place.community, (counts.get(place.community) ?? 0) + 1)
    cursor = next
  } while (cursor)
  return counts
}

export const countedOnMap = async ({ server, browser, picture }) => {
  const lu = await person(browser, { width: 1280 })
  const { page } = lu
  const asked = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(server.base)
  await page.getByRole('link', { name: '在地图上看' }).waitFor()
  const isOfMap = (path) => /\/(map-|maplibre|CountMap)/.test(path)
  expect(!asked.some(isOfMap), 'who looks at no map fetches none')
  await page.getByRole('link', { name: '在地图上看' }).click()
  await page.locator('.count-map[data-drawn]').waitFor()
  await page.locator('[aria-busy=false] section').first().waitFor()

  const wanted = await openByCommunity(server.api)
  const listed = await page.locator('.list li a').evaluateAll((links) => links.map((link) => [new URL(link.href).searchParams.get('community'), Number(/\d+/.exec(link.innerText.split('\n').pop())[0])]))
  expect(JSON.stringify(listed.sort()) === JSON.stringify([...wanted].sort()), 'the list beside the map counts what the public list shows', `${JSON.stringify(listed)} ${JSON.stringify([...wanted])}`)
  const onMap = await page.locator('.hy-count-n:visible').allInnerTexts()
  expect(JSON.stringify(onMap.map(Number).sort()) === JSON.stringify([...wanted.values()].sort()), 'and so does the map')
  await picture(page, 'map-1280')
  await page.locator('.hy-count-n:visible').first().click()
  await page.waitForURL('**/cases?*community=*')
  const community = new URL(page.url()).searchParams.get('community')
  await page.locator('[aria-busy=false] article').first().waitFor()
  expect(await page.locator('article').count() === Math.min(30, wanted.get(community)), 'a tap on a number leads to exactly its matters')

  await page.goBack()
  await page.getByRole('button', { name: '看地图' }).click()
  await page.reload()
  await page.locator('[aria-busy=false] section').first().waitFor()
  expect(await page.locator('.count-map').count() === 0, 'who wants no map keeps the list alone')
  expect(lu.faults.length === 0, 'no error in the browser', lu.faults.join('; '))
  await lu.context.close()
}

// `li` has pressed "me too" beside a similar case.
export const followed = async ({ server, picture }, { page }, caseNo) => {
  await page.goto(`${server.base}/mine`)
  await shown(page, '关注的 1 件')
  await page.locator('article', { hasText: '不再关注' }).getByRole('link').click()
  await shown(page, '已算上您一份')
  expect(page.url().endsWith(caseNo), '"me too" keeps the matter among one\'s own')
  expect(await page.getByRole('button', { name: '我也遇到了' }).count() === 0, 'and counts once')
  await picture(page, 'followed-360')
  await page.getByRole('button', { name: '不再关注' }).click()
  await page.goto(`${server.base}/mine`)
  await page.locator('h1').waitFor()
  expect(await page.getByText('不再关注').count() === 0, 'it can be let go')
}

export const endorsed = async ({ server }, { page }, caseNo) => {
  await page.goto(`${server.base}/c/${caseNo}`)
  await page.getByRole('button', { name: '我也遇到了' }).click()
  await shown(page, '已算上您一份')
  await page.getByRole('button', { name: '不再关注' }).waitFor()
  expect(true, 'the public page of a matter takes a "me too", too')
}
