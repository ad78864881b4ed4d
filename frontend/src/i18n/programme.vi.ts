// The messages of the programme, and answering them, in Vietnamese.
import type { programme as english } from "./programme.en";

export const programme: typeof english = {
  title: "Chương trình của tôi",
  messages: "Các tin đã nhận",
  none: "Tin bắt đầu hai tuần trước ngày bỏ thuốc. Hãy chọn ngày, tin sẽ đến với bạn.",
  next: "Tin tiếp theo sẽ đến vào {{when}}.",
  unreviewed: "Chưa phải mọi nội dung này đều được người có chuyên môn xác nhận.",
  pair: "Nếu {{trigger}}, thì {{response}}",
  asks: "Cho biết tình hình",
  answer: "Trả lời tin này",
  label: "Câu trả lời của bạn",
  hint: "THÈM, TÂM TRẠNG hoặc LỠ. DỪNG để thôi nhận những tin này.",
  send: "Gửi",
  stopped: "Chúng tôi đã thôi gửi những tin này. Bạn có thể nhận lại bất cứ lúc nào.",
  unknown: "Chúng tôi chỉ hiểu các từ: THÈM, TÂM TRẠNG, LỠ, DỪNG.",
};
