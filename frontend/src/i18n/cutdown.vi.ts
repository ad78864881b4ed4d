// What the page about cutting down says, in Vietnamese.
import type { cutDown as english } from "./cutdown.en";

export const cutDown: typeof english = {
  title: "Giảm số điếu mỗi ngày",
  open: "Giảm dần từng bước",
  course: "Tiến trình",
  today_one: "Hôm nay nhiều nhất {{count}} điếu",
  today_other: "Hôm nay nhiều nhất {{count}} điếu",
  begins: "Bắt đầu vào {{date}}.",
  none: "Từ {{date}}: không điếu nào.",
  most: "Nhiều nhất, theo ngày",
  stop: "Thôi giảm dần",
  begin: "Giảm dần đến một ngày",
  change: "Thay đổi",
  lead: "Với đa số, bỏ hẳn một lần và trong vòng hai tuần hiệu quả hơn. Nếu giảm dần hợp với bạn, hãy làm ngắn: nhiều nhất sáu tuần.",
  mode: "Cách giảm",
  modes: { linear: "Mỗi ngày một chút", stepped: "Mỗi tuần một bước" },
  endsOn: "Ngày đầu tiên không điếu nào",
  wrongEnd: "Chọn một ngày sau hôm nay, nhiều nhất sáu tuần từ ngày đầu.",
  startCap: "Hiện mỗi ngày bao nhiêu điếu",
  asProfile: "Như trong hồ sơ của bạn",
  wrongCap: "Một số nguyên từ 1 đến 200.",
  noProfile: "Hãy cho biết hiện bạn hút bao nhiêu điếu mỗi ngày.",
};
