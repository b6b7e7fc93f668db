import { serve } from "#kit/server/serve.ts";
import { addInstruction, addMember, annulInstruction, endMember } from "./actions.ts";
import { instructionOperations, memberOperations } from "./contract.ts";
import { listTeam } from "./queries.ts";

export const teamServer = [
  ...serve(memberOperations, { list: listTeam, add: addMember, end: endMember }),
  ...serve(instructionOperations, { add: addInstruction, annul: annulInstruction }),
];
