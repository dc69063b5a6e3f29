import { expect, it } from 'vitest'
import { withCornerMoved } from './net'
import { degrees, readNet, writeNet } from './net_file'
import { nextCode, redrawn, withNewGrid, withoutGrid, withPlace } from './places_change'
import { merge, split } from './net_cut'
import type { Net } from './net'

const square = (west: string, east: string) => `[[[${west},41.0000000],[${east},41.0000000],[${east},41.0010000],[${west},41.0010000],[${west},41.0000000]]]`
const areas = `{"type": "FeatureCollection", "name": "features", "features": [
{"type": "Feature", "properties": {"code": "990101001001001"}, "geometry": {"type": "Polygon", "coordinates": ${square('123.0000000', '123.0010000')}}},
{"type":"Feature","properties":{"code":"990101001001002", "x": "{["},"geometry":{"type":"MultiPolygon","coordinates":[${square('123.001', '123.002')}]}}
]}
`
const places = 'code,name_zh,name_en,unit\n990101001001,晓园社区,,c\n990101001001001,一,One,u1\n990101001001002,二,Two,u2\n'
const points = 'code,name_zh,name_en,kind,grid,lat,lon\np1,甲,,estate,990101001001001,41.0005,123.0001\np2,乙,,estate,990101001001002,41.0005,123.0019\n'
const files: Record<string, string> = { 'places.geojson': areas, 'places.csv': places, 'points.csv': points }
const textOf = (path: string) => files[path] ?? ''
const [one, two] = ['990101001001001', '990101001001002']

it('reads the net in whole units and gives the file back as it was', () => {
  const net = readNet(areas)
  expect(net.map((grid) => grid.code)).toEqual([one, two])
  expect(net[1]?.parts[0]?.[0]?.[0]).toEqual([1_230_010_000, 410_000_000])
  expect(writeNet(areas, net)).toBe(areas)
  expect([degrees(1_234_033_618), degrees(-1805), degrees(0)]).toEqual(['123.4033618', '-0.0001805', '0.0000000'])
})
it('writes the grids that changed and keeps the bytes of the others', () => {
  const moved = withCornerMoved(readNet(areas), [1_230_000_000, 410_000_000], [1_229_999_000, 410_000_000])
  const text = writeNet(areas, moved)
  expect(text.split('\n')[2]).toBe(areas.split('\n')[2])
  expect(text).toContain('[122.9999000,41.0000000]')
  expect(readNet(text)).toEqual(moved)
})
const netOf = (cut: ReturnType<typeof merge>): Net => ('net' in cut ? cut.net : [])

it('takes a merged grid out of all files and rehomes its points', () => {
  const texts = withoutGrid(textOf, netOf(merge(readNet(areas), one!, two!)), two!)
  expect(texts.get('places.csv')).not.toContain('二')
  expect(texts.get('points.csv')).toBe(points.replace(two!, one!))
  expect(readNet(texts.get('places.geojson') ?? '').map((grid) => grid.code)).toEqual([one])
  expect(JSON.parse(texts.get('places.geojson') ?? '')).toBeTruthy()
})
it('brings a new grid into all files', () => {
  const code = nextCode([one!, two!, '990101001002009'], one!)
  expect(code).toBe('990101001001003')
  const cut = split(readNet(areas), one!, [[1_230_004_000, 410_000_000], [1_230_004_000, 410_010_000]], code)
  const texts = withNewGrid(textOf, netOf(cut), one!, { code, name_zh: '三', unit: 'u1' })
  expect(texts.get('places.csv')).toContain('一,One,u1\n990101001001003,三,,u1\n990101001001002')
  expect(texts.get('points.csv')).toContain(`甲,,estate,${code}`)
  expect(JSON.parse(texts.get('places.geojson') ?? '').features).toHaveLength(3)
})
it('redraws without a file of points, and names a place anew', () => {
  const texts = redrawn((path) => (path === 'points.csv' ? '' : textOf(path)), readNet(areas))
  expect([...texts.keys()]).toEqual(['places.geojson'])
  expect(withPlace(places, two!, { name_zh: '新二' })).toBe(places.replace('二,Two', '新二,Two'))
})
