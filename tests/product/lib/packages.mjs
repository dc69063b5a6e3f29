// The npm packages of the product tests: installed when one is asked for that is not there.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')

export const installed = (...names) => {
  if (names.every((name) => existsSync(join(folder, 'node_modules', name)))) return
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`npm ci: ${done.stderr}`)
}
