import { expect, it } from 'vitest'
import { differences } from './differences'

it('tells a table\'s rows cell by cell, beside what they were', () => {
  const before = 'code,name\na,One\nb,Two\nc,Three\n'
  expect(differences('units.csv', before, 'code,name\na,One\nb,Zwei\nd,Four\n')).toEqual([
    { kind: 'changed', line: 3, cells: [{ column: 'code', before: 'b', after: 'b' }, { column: 'name', before: 'Two', after: 'Zwei' }] },
    { kind: 'changed', line: 4, cells: [{ column: 'code', before: 'c', after: 'd' }, { column: 'name', before: 'Three', after: 'Four' }] },
  ])
  expect(differences('units.csv', before, before.replace('b,Two\n', '')).map(({ kind, line }) => [kind, line])).toEqual([['removed', 3]])
  expect(differences('units.csv', before, `${before}d,Four\n`).map(({ kind, line }) => [kind, line])).toEqual([['added', 5]])
})
it('does not count a column that is new and empty', () => {
  const told = differences('units.csv', 'code,name\na,One\nb,Two\n', 'code,name,until\na,One,\nb,Two,2026-12-31\n')
  expect(told.map(({ cells }) => cells.at(-1))).toEqual([{ column: 'until', before: '', after: '2026-12-31' }])
})
it('tells a text line by line', () => {
  expect(differences('calendar/2026.yaml', 'year: 2026\noff: []\n', 'year: 2026\noff: [2026-01-02]\n')).toEqual([
    { kind: 'changed', line: 2, cells: [{ column: '', before: 'off: []', after: 'off: [2026-01-02]' }] },
  ])
})
it('tells a net by its grids', () => {
  const grid = (code: string, east: string) => `{"type": "Feature", "properties": {"code": "${code}"}, "geometry": {"type": "Polygon", "coordinates": [[[0,0],[${east},0],[${east},1],[0,0]]]}}`
  const net = (...grids: string[]) => `{"type": "FeatureCollection", "features": [\n${grids.join(',\n')}\n]}\n`
  expect(differences('places.geojson', net(grid('a', '1'), grid('b', '1')), net(grid('a', '2'), grid('c', '1'))).map(({ kind, cells }) => [kind, cells[0]?.before, cells[0]?.after])).toEqual([
    ['changed', 'a', 'a'], ['removed', 'b', ''], ['added', '', 'c'],
  ])
})
