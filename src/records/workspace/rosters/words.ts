/** What other tables call our columns, and how to fill them in. */
export const divisionColumns: Record<string, { title: string; aliases: string[]; hint?: string }> = {
  name: { title: "科室名称", aliases: ["科室", "处室", "内设机构", "部门", "名称"] },
  parentName: { title: "上级科室", aliases: ["上级", "上级处室", "上级部门", "隶属"], hint: "第一级空着" },
  headName: { title: "负责人", aliases: ["科长", "处长", "主管", "科室负责人"], hint: "须已登记的人员" },
  openedOn: { title: "成立日期", aliases: ["成立时间", "设立日期"], hint: "如 2018-05-20" },
};

export const personColumns: Record<string, { title: string; aliases: string[]; hint?: string }> = {
  name: { title: "姓名", aliases: ["人员姓名", "职工姓名", "名字"] },
  divisionName: { title: "科室", aliases: ["处室", "部门", "所在科室", "内设机构"], hint: "须已有的科室" },
  postTitle: { title: "岗位", aliases: ["职务", "岗位名称", "职位"], hint: "须已有的岗位，可空着" },
  staffKind: {
    title: "人员类别",
    aliases: ["编制类别", "身份", "编制性质", "人员性质"],
    hint: "行政、参公、事业、工勤、聘用、劳务派遣",
  },
  fromOn: { title: "起始日期", aliases: ["到岗日期", "入职日期", "任职时间", "到岗时间"], hint: "空着为导入当天" },
  idNumber: {
    title: "身份证件号",
    aliases: ["身份证号", "身份证", "证件号码", "公民身份号码"],
    hint: "可空着；加密保存",
  },
  roleTitles: { title: "角色", aliases: ["系统角色", "权限"], hint: "多个用顿号分开；空着只登记人员，不开账号" },
  login: { title: "登录名", aliases: ["账号", "用户名"], hint: "空着按姓名拼音生成" },
};

/** What other tables call the kinds of staff. */
export const staffKindAliases = {
  行政编制: "administrative",
  公务员: "administrative",
  参公编制: "civilServiceLike",
  参照公务员管理: "civilServiceLike",
  事业编制: "institution",
  事业编: "institution",
  全额事业: "institution",
  工勤编制: "logistics",
  工勤人员: "logistics",
  编外: "contracted",
  合同制: "contracted",
  聘用人员: "contracted",
  派遣: "dispatched",
} as const;
