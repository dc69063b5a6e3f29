// What all apps are built alike with: Vue, hashed names, a packed copy of every text beside it, and (where the app has a
// service worker) the list of the files it keeps.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import type { Plugin, UserConfig } from 'vite'

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })

// The worker of an app that opens without a network: with the built files, but for what is loaded only when asked for, and a
// version that changes with any of them.
function writeWorker(name: string, folder: string, base: string): void {
  const files = filesUnder(folder).filter((path) => !/(map-|maplibre-|(Place|Count|Case)Map-)[\w-]+\.(js|css)$/.test(path)).sort()
  const hash = createHash('sha256')
  for (const path of files) hash.update(path).update(readFileSync(path))
  const names = files.map((path) => base + relative(folder, path).split(sep).join('/')).filter((name) => !name.endsWith('index.html'))
  const text = readFileSync(new URL('./worker.js', import.meta.url), 'utf8')
    .replaceAll('__NAME__', name)
    .replace('__FILES__', JSON.stringify([base, ...names]))
    .replace('__VERSION__', hash.digest('hex').slice(0, 12))
  writeFileSync(join(folder, 'sw.js'), text)
}

function finish(folder: string, base: string, offline: string): Plugin {
  return {
    name: 'huiyin-finish',
    apply: 'build',
    closeBundle() {
      if (offline) writeWorker(offline, folder, base)
      for (const path of filesUnder(folder)) {
        if (/\.(html|js|css|svg|webmanifest)$/.test(path)) writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
      }
    },
  }
}

// `name`: the app's folder under build/web; `base`: where the server shows it; `port`: of a development server of its own;
// `offline`: what an app that opens without a network calls its kept files.
export function appConfig(name: string, base: string, port: number, offline = ''): UserConfig {
  const folder = new URL(`../../build/web/${name}`, import.meta.url).pathname
  const server = process.env.HUIYIN_SERVER ?? 'http://127.0.0.1:12345'
  return {
    base,
    plugins: [vue(), finish(folder, base, offline)],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2020',
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1100, // the map, loaded only when asked for
      rollupOptions: { output: { manualChunks: (id) => (id.includes('maplibre-gl') ? 'map' : undefined) } },
    },
    server: { port, proxy: { '/api': server } },
  }
}
