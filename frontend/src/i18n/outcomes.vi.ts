// What the page about our outcomes says, in Vietnamese.
import type { outcomes as english } from "./outcomes.en";

export const outcomes: typeof english = {
  title: "Bao nhiêu người bỏ được thuốc ở đây",
  link: "Bao nhiêu người bỏ được thuốc ở đây, đếm trung thực",
  lead: "Hầu hết ứng dụng chỉ khoe người thành công. Ở đây ai đã thử đều được tính, kể cả người chúng tôi không còn nghe tin: họ được tính là còn hút.",
  counted: "Đếm ngày {{date}}.",
  horizons: {
    day_28: "Bốn tuần sau ngày bỏ thuốc",
    day_182: "Sáu tháng sau ngày bỏ thuốc",
    day_365: "Mười hai tháng sau ngày bỏ thuốc",
  },
  few: "Chưa tới {{fewest}} lần bỏ thuốc đi được đến đây. Ít như vậy thì chúng tôi không nói gì.",
  notSmoking: "Không hút",
  byWord: "Theo lời họ",
  byBreath: "Kiểm chứng qua hơi thở",
  claims: {
    four_weeks: "Không một hơi nào từ ngày 15 đến 28",
    russell: "Nhiều nhất năm điếu kể từ ngày bỏ",
    seven_days: "Không một hơi nào trong bảy ngày qua",
    thirty_days: "Không một hơi nào trong ba mươi ngày qua",
  },
  of: "{{number}} trong {{attempts}} lần",
  answered:
    "{{answered}} trong {{attempts}} đã trả lời, từ ngày {{first}} đến ngày {{last}}. Số còn lại được tính là còn hút.",
  excluded:
    "Không tính: {{died}} người đã mất, {{untraceable}} người đã chuyển đi không ai tìm được. Không còn ai khác.",
  method: "Chúng tôi đếm thế nào",
  sources: "Các chuẩn chúng tôi dùng để đếm:",
};
