/**
 * What no phone and no server can be faster than: takes one gzip body, parses it and writes it in one SQLite transaction;
 * gives blocks that lie ready. No account, no scope, no schema, no seal. Run as `tsx floor-server.ts FOLDER`; prints its address.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { loadSqlite } from '../../src/server/database/sqlite-module.ts';

const [folder = '.'] = process.argv.slice(2);
const DatabaseSync = await loadSqlite();
const db = new DatabaseSync(join(folder, 'floor.sqlite'), { timeout: 5000 });
db.exec('pragma journal_mode=WAL; pragma synchronous=FULL');
db.exec('create table record (id text primary key, body text not null)');
db.exec('create table block (name text primary key, body text not null)');
const putRecord = db.prepare('insert into record values (?, ?)');
const putBlock = db.prepare('insert or replace into block values (?, ?)');
const allBlocks = db.prepare('select body from block where name like ? order by name');

function keep(records: { id: string }[]): void {
  db.exec('begin immediate');
  for (const record of records) putRecord.run(record.id, JSON.stringify(record));
  db.exec('commit');
}

function layReady(name: string, documents: unknown[], perBlock: number): void {
  db.exec('begin immediate');
  for (let at = 0; at < documents.length; at += perBlock)
    putBlock.run(
      `${name}-${String(at).padStart(8, '0')}`,
      JSON.stringify(documents.slice(at, at + perBlock)),
    );
  db.exec('commit');
}

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const { method, url = '/' } = incoming;
    const name = url.split('/')[2] ?? '';
    if (url === '/') return outgoing.end('<!doctype html><title>floor</title>');
    if (url === '/records') {
      keep(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()) as { id: string }[]);
      return outgoing.end('{}');
    }
    if (method === 'PUT') {
      layReady(name, JSON.parse(Buffer.concat(chunks).toString()) as unknown[], 1000);
      return outgoing.end('{}');
    }
    const blocks = allBlocks.all(`${name}-%`) as { body: string }[];
    const body = gzipSync(`[${blocks.map((block) => block.body).join(',')}]`, { level: 6 });
    return outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}\n`);
});
