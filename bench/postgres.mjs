// A private PostgreSQL for measuring: as durable as one in service, on its own socket, gone afterwards.
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const bin = process.env.PG_BIN ?? '/usr/lib/postgresql/15/bin'
const settings = [
  "listen_addresses=''", 'fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_connections=60',
  'shared_buffers=1GB', 'max_wal_size=4GB', 'checkpoint_timeout=15min', 'wal_compression=lz4', 'autovacuum=on',
]

// PostgreSQL never runs as root.
const serverUser = () => {
  if (process.getuid() !== 0) return {}
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export const withPostgres = async (folder, work) => {
  const base = mkdtempSync(join(folder, 'huiyin-bench-pg-'))
  chmodSync(base, 0o711)
  const user = serverUser()
  const as = { ...user, cwd: base, stdio: ['ignore', 'ignore', 'inherit'] }
  if (user.uid !== undefined) chownSync(base, user.uid, user.gid)
  mkdirSync(join(base, 'socket'))
  if (user.uid !== undefined) chownSync(join(base, 'socket'), user.uid, user.gid)
  const data = join(base, 'data')
  const address = (name) => `postgresql:///${name}?host=${join(base, 'socket')}&user=huiyin`
  const query = (name, sql) => execFileSync('psql', [address(name), '-XAtqc', sql], { encoding: 'utf8' }).trim()
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'huiyin', '-A', 'trust', '-E', 'UTF8', '--locale=C'], as)
  const flags = [...settings, `unix_socket_directories='${join(base, 'socket')}'`].map((text) => `-c ${text}`).join(' ')
  execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-l', join(base, 'server.log'), '-w', 'start', '-o', flags], as)
  let count = 0
  const fresh = async () => {
    if (count > 0) query('postgres', `DROP DATABASE bench_${count} WITH (FORCE)`)
    const name = `bench_${++count}`
    query('postgres', `CREATE DATABASE ${name}`)
    return {
      kind: 'postgresql',
      url: address(name),
      settle: async () => {
        query(name, 'VACUUM (ANALYZE)')
        query(name, 'CHECKPOINT')
      },
      bytes: () => Number(query(name, `SELECT pg_database_size('${name}')`)),
    }
  }
  try {
    await work({ kind: 'postgresql', fresh, version: `PostgreSQL ${query('postgres', 'SHOW server_version')}` })
  } finally {
    execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], as)
    rmSync(base, { recursive: true, force: true })
  }
}
