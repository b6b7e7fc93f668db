/** The fields of a survey, the same for a new one and for a change. */
export const surveyFields = [
  { key: "title" as const, wide: true },
  { key: "intro" as const, wide: true },
  { key: "closesOn" as const, help: "当天仍可作答" },
  { key: "openLimit" as const, help: "要一个公开链接时填写；不填则只发专用链接。公开链接认不出同一个人" },
  { key: "questions" as const, wide: true, help: "把一道打分题勾为“总体满意度”；发布后题目不能再改" },
];
