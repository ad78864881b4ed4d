// What is asked some weeks and months after quitting, in Vietnamese.
import type { followUp as english } from "./followup.en";

export const followUp: typeof english = {
  title: "Mọi việc thế nào rồi?",
  titles: {
    day_28: "Bốn tuần kể từ ngày bỏ thuốc",
    month_3: "Ba tháng kể từ ngày bỏ thuốc",
    month_6: "Nửa năm kể từ ngày bỏ thuốc",
    month_12: "Một năm kể từ ngày bỏ thuốc",
  },
  offer: "Một phút thôi: mọi việc thế nào? Câu trả lời nào cũng có ích.",
  open: "Trả lời",
  lead: "Trả lời thế nào cũng được. Ai không trả lời được tính là còn hút, nên một lời cũng có ích.",
  smokeFree: "Hôm nay thế nào?",
  between: "Bạn có hút trong thời gian qua mà chưa ghi lại?",
  confidence: "Bạn tự tin đến mức nào rằng mình có thể không hút thuốc?",
  low: "không hề",
  high: "hoàn toàn",
  ppm: "Khí CO trong hơi thở, tính bằng ppm",
  ppmHint: "Chỉ khi bạn có máy đo.",
  ppmWrong: "Một số nguyên từ 0 đến 500, như máy hiển thị.",
  choose: "Hãy chọn một câu trả lời.",
  incomplete: "Cần trả lời hai câu: hôm nay thế nào, và bạn tự tin đến đâu.",
  send: "Gửi",
  thanks: "Cảm ơn bạn",
  wellDone: "Làm tốt lắm. Hãy giữ những gì giúp được bạn.",
  goOn: "Cảm ơn bạn đã nói ra. Những gì đã đạt vẫn là của bạn, và bạn có thể đi tiếp từ đây.",
  next: "Lần tới chúng tôi hỏi bạn vào {{date}}.",
  none: "Hiện không có gì cần trả lời.",
};
