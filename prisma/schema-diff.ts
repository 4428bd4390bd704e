import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { listMigrationFiles, migrationsFolder } from './migration-files.ts'

/**
 * The SQL that leads from the migrations, played into an empty in-memory PostgreSQL, to schema.prisma; null when they agree.
 * Prisma's command line would download a native engine for this; its WebAssembly build needs nothing from outside.
 */
export async function diffMigrationsToSchema(): Promise<string | null> {
  const schemaPath = join(import.meta.dirname, 'schema.prisma')
  const schema = { path: schemaPath, content: readFileSync(schemaPath, 'utf8') }
  const engine = await openEngine(schema)
  const result = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: migrationsFolder(),
      lockfile: { path: 'migration_lock.toml', content: readFileSync(join(migrationsFolder(), 'migration_lock.toml'), 'utf8') },
      shadowDbInitScript: '',
      migrationDirectories: listMigrationFiles().map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
      })),
    },
    to: { tag: 'schemaDatamodel', files: [schema] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  engine.free()
  return result.exitCode === 2 ? (result.stdout ?? '') : null
}

async function openEngine(schema: { path: string; content: string }) {
  const wasmPath = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')).replace(/\.js$/, '.wasm')
  const module = await WebAssembly.compile(readFileSync(wasmPath))
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': engineBindings } as unknown as WebAssembly.Imports)
  engineBindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: 'pglite',
    connect: async () => new PrismaPGlite(new PGlite()).connect(),
    connectToShadowDb: async () => new PrismaPGlite(new PGlite()).connect(),
  })
  return engineBindings.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => undefined, adapter)
}
