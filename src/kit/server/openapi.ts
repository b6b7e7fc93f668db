import { z } from "zod";
import { anyone, type Operation } from "#kit/base/operation.ts";

/** The public description of every operation, made from the contracts themselves (OpenAPI 3.1). */
export function openapi(operations: Operation[]): Record<string, unknown> {
  const failure = { $ref: "#/components/schemas/Failure" };
  const answers = (description: string) => ({ description, content: { "application/json": { schema: failure } } });
  return {
    openapi: "3.1.0",
    info: { title: "落地 Luodi", version: "1", description: "每项操作以 POST /api/<名词.动词> 办理，正文为 JSON。" },
    paths: Object.fromEntries(
      operations.map((operation) => [
        `/api/${operation.address}`,
        {
          post: {
            operationId: operation.address,
            summary: operation.title,
            tags: [operation.address.split(".")[0]],
            ...securityOf(operation),
            "x-kind": operation.kind,
            "x-permission": operation.permission,
            parameters: operation.reach === "agency" ? [{ $ref: "#/components/parameters/Agency" }] : [],
            requestBody: {
              required: true,
              content: { "application/json": { schema: shapeOf(operation.input, "input") } },
            },
            responses: {
              200: {
                description: operation.title,
                content: { "application/json": { schema: shapeOf(operation.output, "output") } },
              },
              400: answers("填写不符"),
              401: answers("未登录"),
              403: answers("无权办理"),
              404: answers("不存在"),
              409: answers("规则不允许"),
            },
          },
        },
      ]),
    ),
    components: {
      parameters: {
        Agency: {
          name: "x-luodi-agency",
          in: "header",
          required: false,
          description: "机构代码；只在一个机构任职时可省略",
          schema: { type: "string", maxLength: 30 },
        },
      },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "luodi_session" },
        token: {
          type: "http",
          scheme: "bearer",
          description: "接口令牌，在“我的账号”里建立；只含所选的权限，不能用来管理登录",
        },
      },
      schemas: {
        Failure: {
          type: "object",
          required: ["error"],
          properties: {
            error: {
              type: "object",
              required: ["kind", "code", "message"],
              properties: {
                kind: { type: "string" },
                code: { type: "string" },
                message: { type: "string" },
                id: { type: "string", description: "日志编号，仅系统故障时有" },
                fields: {
                  type: "array",
                  items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } },
                },
                details: { type: "object" },
              },
            },
          },
        },
      },
    },
    security: [{ session: [] }, { token: [] }],
  };
}

/** What is about signing in takes the person's own session; everything else a token as well. */
function securityOf({ permission, reach }: Operation): { security?: object[] } {
  if (permission === anyone) return { security: [] };
  return reach === "instance" ? { security: [{ session: [] }] } : {};
}

function shapeOf(shape: z.ZodType, io: "input" | "output"): unknown {
  const { $schema: _schema, ...json } = z.toJSONSchema(shape, { io, unrepresentable: "any" }) as Record<
    string,
    unknown
  >;
  return json;
}
