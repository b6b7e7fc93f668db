import { z } from "zod";
import { command, signedIn } from "#kit/base/operation.ts";
import { password } from "../contract.ts";

export const passwordOperations = {
  change: command("passwords.change", {
    title: "修改密码",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({ old: password("原密码"), password: password("新密码") }),
    /** How many sign-ins elsewhere were ended by it. */
    output: z.object({ ended: z.int() }),
  }),
};
