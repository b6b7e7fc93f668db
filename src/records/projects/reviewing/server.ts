import { agreementServer } from "../agreements/server.ts";
import { expertServer } from "../experts/server.ts";
import { opinionServer } from "../opinions/server.ts";
import type { ReadFile } from "../reading/queries.ts";
import { readingServer } from "../reading/server.ts";
import { reviewServer } from "../reviews/server.ts";

/** 评审与协议审查: every operation of the parts that decide whether a project may sign. */
export const reviewingServer = (readFile: ReadFile) => [
  ...reviewServer,
  ...opinionServer,
  ...expertServer,
  ...agreementServer,
  ...readingServer(readFile),
];
