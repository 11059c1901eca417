import { z } from 'zod';
import { ComplaintForm } from './complaint-form.schema.js';

/** The interface for websites and apps as OpenAPI 3.1, made from the schema that bodies are checked with. */
export function complaintApi(): object {
  const { $schema: _, ...form } = z.toJSONSchema(ComplaintForm, { io: 'input', unrepresentable: 'any' });
  const problem = (description: string): object => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  return {
    openapi: '3.1.0',
    info: {
      title: '投诉受理接口 / Complaint intake',
      version: '1',
      description:
        '网站、APP等把投诉交给 Redress。返回202即已登记在册；编号随受理通知发给投诉人。\n\nHands complaints in. 202 means on record; the number comes with the acknowledgement.',
    },
    paths: {
      '/intake/complaints': {
        post: {
          operationId: 'handInComplaint',
          summary: '提交投诉 / hand in a complaint',
          security: [{ bearer: [] }, { apiKey: [] }],
          parameters: [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              description:
                '每件投诉一个，重发时不变：同一内容得到同一回执，不会重复登记。New for each complaint, the same when it is sent again.',
              schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
            },
          ],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Complaint' }, example } },
          },
          responses: {
            202: {
              description: '已登记在册 / on record',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Receipt' } } },
            },
            400: problem('缺少 Idempotency-Key / Idempotency-Key is missing'),
            401: problem('密钥不对 / no such key'),
            413: problem('超过36 MiB / larger than 36 MiB'),
            422: problem(
              '表单有误（faults 逐项说明），或该 Idempotency-Key 已用于另一件投诉 / the form has faults, or the key was used for another complaint',
            ),
            429: {
              ...problem('提交过快，请按 Retry-After 等候 / too many calls, wait as Retry-After says'),
              headers: { 'Retry-After': { description: '秒 / seconds', schema: { type: 'integer' } } },
            },
            503: problem('暂时无法登记，请原样重发 / cannot be put on record now, send it again as it is'),
          },
        },
      },
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      },
      schemas: {
        Complaint: form,
        Receipt: {
          type: 'object',
          required: ['delivery', 'receivedAt'],
          properties: {
            delivery: { type: 'string', format: 'uuid' },
            receivedAt: { type: 'string', format: 'date-time' },
          },
        },
        Problem: {
          type: 'object',
          properties: {
            message: { type: 'string' },
            faults: { type: 'array', items: { type: 'string' }, description: '位置与原因 / where and why' },
          },
        },
      },
    },
  };
}

const example = {
  subject: '电梯故障',
  text: '三号楼电梯又停了，老人下不了楼。',
  complainant: { name: '王女士', phone: '13800001111', mail: 'wang@example.com' },
  attachments: [{ name: '电梯.jpg', type: 'image/jpeg', content: '/9j/4AAQSkZJRg==' }],
};
