import { Hono } from 'hono';
import * as z from 'zod/mini';
import { AttachmentSha } from '../../domain/attachment.ts';
import {
  ATTACHMENT_CONTENT_TYPE,
  AttachmentState,
  NONCE_HEADER,
  OFFSET_HEADER,
} from '../../protocol/attachment.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { OFFICE_API } from '../../protocol/office.ts';
import { ProblemBody } from '../../protocol/problem.ts';
import { JournalListReply, JournalListRequest } from '../../protocol/journal-list.ts';
import { RepairReply, RepairRequest } from '../../protocol/repair.ts';
import { SyncReply, SyncRequest } from '../../protocol/sync.ts';
import { SYNC_CONTENT_TYPE } from '../../protocol/version.ts';
import { componentSchemas, schemaOf, type JsonSchema } from './openapi-schemas.ts';

const VERSION = '0.1.0';

/** `GET /api/openapi.json`: the document is made once, from the schemas that the routes themselves parse with. */
export function openapiRoute(): Hono {
  let text: string | undefined;
  return new Hono().get('/', (c) => {
    text ??= JSON.stringify(openapiDocument());
    return c.body(text, 200, { 'content-type': 'application/json; charset=utf-8' });
  });
}

export function openapiDocument(): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const [operationId, endpoint] of Object.entries<Endpoint>(OFFICE_API)) {
    const path = `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [endpoint.method]: officeOperation(operationId, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Shouwang',
      version: VERSION,
      description: 'Facts go up, documents come down. Errors are RFC 9457 problems with a `code`.',
    },
    servers: [{ url: '/' }],
    paths: { ...paths, ...OTHER_PATHS },
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        office: { type: 'apiKey', in: 'cookie', name: 'shouwang-office' },
        device: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function officeOperation(operationId: string, endpoint: Endpoint): JsonSchema {
  const parameters = [...pathParameters(endpoint.path), ...queryParameters(endpoint)];
  return {
    operationId,
    summary: endpoint.summary,
    parameters,
    ...(endpoint.body ? { requestBody: jsonContent(schemaOf(endpoint.body)) } : {}),
    ...(endpoint.isUpload ? { requestBody: UPLOAD } : {}),
    responses: {
      200: {
        description: 'Done',
        ...replyContent(endpoint.reply),
      },
      default: PROBLEM,
    },
  };
}

function replyContent(reply: Endpoint['reply']): JsonSchema {
  if (reply === 'csv') return { content: { 'text/csv': { schema: { type: 'string' } } } };
  if (reply === 'jpeg') return { content: { 'image/jpeg': { schema: {} } } };
  return jsonContent(schemaOf(reply));
}

function pathParameters(path: string): JsonSchema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
}

function queryParameters(endpoint: Endpoint): JsonSchema[] {
  const version = endpoint.isVersioned
    ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }]
    : [];
  const name = endpoint.isUpload
    ? [{ name: 'name', in: 'query', required: false, schema: { type: 'string' } }]
    : [];
  if (!endpoint.query) return [...version, ...name];
  const { properties = {}, required = [] } = z.toJSONSchema(endpoint.query, { io: 'input' });
  const query = Object.entries(properties).map(([key, schema]) => ({
    name: key,
    in: 'query',
    required: required.includes(key),
    schema,
  }));
  return [...version, ...name, ...query];
}

const jsonContent = (schema: JsonSchema, type = 'application/json'): JsonSchema => ({
  content: { [type]: { schema } },
});

const PROBLEM = {
  description: 'A problem (RFC 9457); `code` says which',
  ...jsonContent(schemaOf(ProblemBody), 'application/problem+json'),
};

const UPLOAD = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
      },
    },
    'application/octet-stream': { schema: {} },
  },
};

const text = (description: string, type: string): JsonSchema => ({
  200: { description, content: { [type]: { schema: { type: 'string' } } } },
});

/** What is not the office's: the routes of phones and of machines. */
const OTHER_PATHS: Record<string, JsonSchema> = {
  '/api/v1/sync': {
    post: {
      operationId: 'sync',
      summary: 'Take operations, commit, answer with receipts and the next page of changes',
      security: [{ device: [] }],
      requestBody: { required: true, ...jsonContent(schemaOf(SyncRequest), SYNC_CONTENT_TYPE) },
      responses: {
        200: {
          description: 'Receipts and changes',
          ...jsonContent(schemaOf(SyncReply), SYNC_CONTENT_TYPE),
        },
        default: PROBLEM,
      },
    },
  },
  '/api/v1/attachments/{sha}': {
    get: {
      operationId: 'giveAttachment',
      summary: 'A photo, for an account that follows a fact which names it',
      security: [{ device: [] }],
      parameters: [{ name: 'sha', in: 'path', required: true, schema: schemaOf(AttachmentSha) }],
      responses: {
        200: { description: 'The photo', content: { 'image/jpeg': { schema: {} } } },
        default: PROBLEM,
      },
    },
    post: {
      operationId: 'takeAttachment',
      summary:
        'The next bytes of a photo that an operation of this phone names, or none to ask how far it is',
      security: [{ device: [] }],
      parameters: [
        { name: 'sha', in: 'path', required: true, schema: schemaOf(AttachmentSha) },
        { name: OFFSET_HEADER, in: 'header', required: true, schema: { type: 'integer' } },
        { name: NONCE_HEADER, in: 'header', required: true, schema: { type: 'string' } },
      ],
      requestBody: { content: { 'application/octet-stream': { schema: {} } } },
      responses: {
        200: {
          description: 'What the server now holds of it',
          ...jsonContent(schemaOf(AttachmentState), ATTACHMENT_CONTENT_TYPE),
        },
        default: PROBLEM,
      },
    },
  },
  '/api/v1/repair': {
    post: {
      operationId: 'repair',
      summary: 'What lies in the buckets in which a phone holds something else than the server',
      security: [{ device: [] }],
      requestBody: { required: true, ...jsonContent(schemaOf(RepairRequest)) },
      responses: {
        200: { description: 'Those buckets', ...jsonContent(schemaOf(RepairReply)) },
        default: PROBLEM,
      },
    },
  },
  '/api/v1/repair/journal': {
    post: {
      operationId: 'listJournal',
      summary: 'Which of a phone’s own operations are here, with their hashes',
      security: [{ device: [] }],
      requestBody: { required: true, ...jsonContent(schemaOf(JournalListRequest)) },
      responses: {
        200: { description: 'A page of them', ...jsonContent(schemaOf(JournalListReply)) },
        default: PROBLEM,
      },
    },
  },
  '/api/v1/poke': {
    get: {
      operationId: 'poke',
      summary: 'Server-sent events that only say that there is something new',
      security: [{ device: [] }],
      responses: { ...text('A stream of events', 'text/event-stream'), default: PROBLEM },
    },
  },
  '/api/v1/health': {
    get: {
      operationId: 'health',
      summary: 'Whether the server and its database answer',
      responses: {
        200: { description: 'They do', ...jsonContent({ type: 'object' }) },
        default: PROBLEM,
      },
    },
  },
  '/api/openapi.json': {
    get: {
      operationId: 'openapi',
      summary: 'This document',
      responses: { 200: { description: 'OpenAPI 3.1', ...jsonContent({ type: 'object' }) } },
    },
  },
  '/api/docs': {
    get: {
      operationId: 'docs',
      summary: 'This document, to read and try',
      responses: text('A page', 'text/html'),
    },
  },
};
